import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { createImage } from '../support/cloud-client.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, languages, localized } from '../support/labels.ts';

/** Names that have undone spreadsheets and scripts before. */
const names = [
  '=HYPERLINK("http://evil","点我")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '普通，"引号" 镜像',
  'constructor',
  '__proto__',
];

async function exported(page: Page, language: Language, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: labelsOf(language).export, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: localized(language, '导出镜像列表', 'Export image list') });
  await dialog.getByRole('radio', { name: format }).check();
  const started = page.waitForEvent('download');
  await dialog
    .getByRole('button', { name: localized(language, `导出 ${names.length} 个镜像`, `Export ${names.length} images`) })
    .click();
  const download = await started;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

for (const language of languages) {
  const labels = labelsOf(language);

  test(`the filtered list, all pages of it, as CSV and as XLSX, with hostile names and Chinese intact (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const tag = `导出${Date.now()}`;
    for (const name of names) await createImage(cloud, { name, tags: [tag], description: '第一行\n第二行' });
    await signInAndOpen('admin', language, `/compute/images?q=${encodeURIComponent(tag)}`);
    for (const name of names) await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

    const csv = await exported(page, language, 'CSV');
    expect(csv.name).toMatch(/^images-\d{8}-\d{4}\.csv$/);
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(csv.bytes);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(names.length + 2);
    expect(text.split('\r\n')[0]).toContain(`${labels.columnName},`);
    expect(text).toContain('"普通，""引号"" 镜像"');
    expect(text).toContain('"\'=HYPERLINK(""http://evil"",""点我"")"');
    for (const name of ['+1+1', '-2', '@SUM(A1)']) expect(text).toMatch(new RegExp(`^"?'\\${name[0]}`, 'm'));
    for (const name of ['constructor', '__proto__']) {
      const line = text.split('\r\n').find((row) => row.startsWith(`${name},`));
      expect(line, name).toContain(tag);
      expect(line, name).toContain('RAW');
    }

    const xlsx = await exported(page, language, 'XLSX');
    expect(xlsx.name).toMatch(/^images-\d{8}-\d{4}\.xlsx$/);
    const parts = unzipTexts(xlsx.bytes);
    expect([...parts.keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml']));
    expect(parts.get('xl/workbook.xml')).toContain(`name="${labels.images}"`);
    const everything = [...parts.values()].join('\n').replaceAll('&quot;', '"');
    for (const name of names) expect(everything).toContain(name);
    expect(everything).not.toContain('<f>');
  });
}

test('an export of more than a page holds every page, in the order of the list', async ({
  page,
  signInAndOpen,
  cloud,
}) => {
  const tag = `pages${Date.now()}`;
  const all = Array.from({ length: 23 }, (_, index) => `${tag} ${String(index).padStart(2, '0')}`);
  for (const name of all) await createImage(cloud, { name, tags: [tag] });
  await signInAndOpen('admin', 'en-US', `/compute/images?q=${tag}&sort=name:desc`);
  const opener = page.getByRole('button', { name: labelsOf('en-US').export, exact: true });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Export image list' });
  await dialog.getByRole('radio', { name: 'CSV' }).check();
  const started = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export 23 images' }).click();
  const text = await readFile(await (await started).path(), 'utf8');
  const lines = text.trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',')[0])).toEqual(all.toReversed());
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('an image named constructor comes out right in the list and on its page', async ({
  page,
  signInAndOpen,
  cloud,
}) => {
  const tag = `odd${Date.now()}`;
  for (const name of ['constructor', 'toString'])
    await createImage(cloud, { name, tags: [tag], os_distro: 'constructor' });
  await signInAndOpen('admin', 'zh-CN', `/compute/images?q=${tag}`);
  await expect(page.getByRole('row').filter({ hasText: 'toString' })).toBeVisible();
  await page.getByRole('link', { name: 'constructor', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'constructor' })).toBeVisible();
  await expect(page.getByText('native code')).toHaveCount(0);
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
