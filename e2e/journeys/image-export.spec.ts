import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { createImage } from '../support/cloud-client.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, localized } from '../support/labels.ts';

/** Names that spreadsheets run as formulas, that CSV has to quote, or that every JavaScript object has as properties. */
const hostileNames = [
  '=HYPERLINK("http://evil","点我")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '普通，"引号" 镜像',
  'constructor',
  '__proto__',
];

async function exportImages(
  page: Page,
  language: Language,
  format: 'CSV' | 'XLSX',
  count: number,
): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: labelsOf(language).export, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: localized(language, '导出镜像列表', 'Export image list') });
  await dialog.getByRole('radio', { name: format }).check();
  const downloadEvent = page.waitForEvent('download');
  await dialog
    .getByRole('button', { name: localized(language, `导出 ${count} 个镜像`, `Export ${count} images`) })
    .click();
  const download = await downloadEvent;
  await expect(dialog).toBeHidden();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test.describe('exporting the image list', () => {
  test('CSV and XLSX contain the filtered images with hostile and Chinese names intact', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const tag = `导出${Date.now()}`;
    for (const name of hostileNames) await createImage(cloud, { name, tags: [tag], description: '第一行\n第二行' });
    await signInAndOpen('admin', listAddress(tag));
    await expect(imageList(page, language).names).toHaveCount(hostileNames.length);

    const csv = await exportImages(page, language, 'CSV', hostileNames.length);
    expect(csv.name).toMatch(/^images-\d{8}-\d{4}\.csv$/);
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(csv.bytes);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(hostileNames.length + 2);
    expect(text.split('\r\n')[0]).toContain(`${labels.columnName},`);
    expect(text).toContain('"普通，""引号"" 镜像"');
    expect(text).toContain('"\'=HYPERLINK(""http://evil"",""点我"")"');
    for (const name of ['+1+1', '-2', '@SUM(A1)']) expect(text).toMatch(new RegExp(`^"?'\\${name[0]}`, 'm'));
    for (const name of ['constructor', '__proto__']) {
      const line = text.split('\r\n').find((row) => row.startsWith(`${name},`));
      expect(line, name).toContain(tag);
      expect(line, name).toContain('RAW');
    }

    const xlsx = await exportImages(page, language, 'XLSX', hostileNames.length);
    expect(xlsx.name).toMatch(/^images-\d{8}-\d{4}\.xlsx$/);
    const files = unzipTexts(xlsx.bytes);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml']));
    expect(files.get('xl/workbook.xml')).toContain(`name="${labels.images}"`);
    const contents = [...files.values()].join('\n').replaceAll('&quot;', '"');
    for (const name of hostileNames) expect(contents).toContain(name);
    expect(contents).not.toContain('<f>');
  });

  test('an export contains every page in the order of the list and returns the focus to its button', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const tag = `pages${Date.now()}`;
    const names = Array.from({ length: 23 }, (_, index) => `${tag} ${String(index).padStart(2, '0')}`);
    for (const name of names) await createImage(cloud, { name, tags: [tag] });
    await signInAndOpen('admin', `${listAddress(tag)}&sort=name:desc`);
    const { bytes } = await exportImages(page, language, 'CSV', names.length);
    const rows = bytes.toString('utf8').trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[0])).toEqual(names.toReversed());
    await expect(page.getByRole('button', { name: labels.export, exact: true })).toBeFocused();
  });

  test('list and detail show an image that is named like a property of every object', async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const tag = `odd${Date.now()}`;
    for (const name of ['constructor', 'toString'])
      await createImage(cloud, { name, tags: [tag], os_distro: 'constructor' });
    await signInAndOpen('admin', listAddress(tag));
    await expect(page.getByRole('row').filter({ hasText: 'toString' })).toBeVisible();
    await page.getByRole('link', { name: 'constructor', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'constructor' })).toBeVisible();
    await expect(page.getByText('native code')).toHaveCount(0);
  });
});

/** Reads the files of a ZIP archive, such as an XLSX workbook, as text by name. Supports stored and deflated files. */
function unzipTexts(archive: Buffer): ReadonlyMap<string, string> {
  const END_SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
  const ENTRY_SIGNATURE = 0x02014b50;
  const end = archive.lastIndexOf(END_SIGNATURE);
  if (end < 0) throw new Error('The file is no ZIP archive');
  const texts = new Map<string, string>();
  let position = archive.readUInt32LE(end + 16);
  for (let remaining = archive.readUInt16LE(end + 10); remaining > 0; remaining--) {
    if (archive.readUInt32LE(position) !== ENTRY_SIGNATURE)
      throw new Error('The central directory of the ZIP archive is damaged');
    const isDeflated = archive.readUInt16LE(position + 10) === 8;
    const size = archive.readUInt32LE(position + 20);
    const nameLength = archive.readUInt16LE(position + 28);
    const header = archive.readUInt32LE(position + 42);
    const data = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const bytes = archive.subarray(data, data + size);
    texts.set(
      archive.toString('utf8', position + 46, position + 46 + nameLength),
      (isDeflated ? inflateRawSync(bytes) : bytes).toString('utf8'),
    );
    position += 46 + nameLength + archive.readUInt16LE(position + 30) + archive.readUInt16LE(position + 32);
  }
  return texts;
}
