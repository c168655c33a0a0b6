import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { giveImage } from '../support/cloud.ts';
import { expect, type Language, languages, say, test, words } from '../support/journey.ts';
import { unzipTexts } from '../support/workbook.ts';

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
  await page.getByRole('button', { name: words[language].export, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: say(language, '导出镜像列表', 'Export image list') });
  await dialog.getByRole('radio', { name: format }).check();
  const started = page.waitForEvent('download');
  await dialog
    .getByRole('button', { name: say(language, `导出 ${names.length} 个镜像`, `Export ${names.length} images`) })
    .click();
  const download = await started;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

for (const language of languages) {
  const w = words[language];

  test(`the filtered list, all pages of it, as CSV and as XLSX, with hostile names and Chinese intact (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const tag = `导出${Date.now()}`;
    for (const name of names) await giveImage(cloud, { name, tags: [tag], description: '第一行\n第二行' });
    await enter('admin', language, `/compute/images?q=${encodeURIComponent(tag)}`);
    for (const name of names) await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

    const csv = await exported(page, language, 'CSV');
    expect(csv.name).toMatch(/^images-\d{8}-\d{4}\.csv$/);
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(csv.bytes);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(names.length + 2);
    expect(text.split('\r\n')[0]).toContain(`${w.columnName},`);
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
    expect(parts.get('xl/workbook.xml')).toContain(`name="${w.images}"`);
    const everything = [...parts.values()].join('\n').replaceAll('&quot;', '"');
    for (const name of names) expect(everything).toContain(name);
    expect(everything).not.toContain('<f>');
  });
}

test('an export of more than a page holds every page, in the order of the list', async ({ page, enter, cloud }) => {
  const tag = `pages${Date.now()}`;
  const all = Array.from({ length: 23 }, (_, index) => `${tag} ${String(index).padStart(2, '0')}`);
  for (const name of all) await giveImage(cloud, { name, tags: [tag] });
  await enter('admin', 'en-US', `/compute/images?q=${tag}&sort=name:desc`);
  const opener = page.getByRole('button', { name: words['en-US'].export, exact: true });
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

test('an image named constructor comes out right in the list and on its page', async ({ page, enter, cloud }) => {
  const tag = `odd${Date.now()}`;
  for (const name of ['constructor', 'toString'])
    await giveImage(cloud, { name, tags: [tag], os_distro: 'constructor' });
  await enter('admin', 'zh-CN', `/compute/images?q=${tag}`);
  await expect(page.getByRole('row').filter({ hasText: 'toString' })).toBeVisible();
  await page.getByRole('link', { name: 'constructor', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'constructor' })).toBeVisible();
  await expect(page.getByText('native code')).toHaveCount(0);
});
