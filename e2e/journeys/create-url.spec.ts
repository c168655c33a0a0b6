import type { Page } from '@playwright/test';
import { imagesNamed } from '../support/cloud.ts';
import { createForm, watchWrites } from '../support/create-form.ts';
import { smallRaw } from '../support/disk-image.ts';
import { type FileServer, type Manner, startFileServer } from '../support/file-server.ts';
import { expect, type Language, languages, say, test, words } from '../support/journey.ts';
import { trayRow } from '../support/uploads.ts';

const at = '/compute/images/create';
let server: FileServer;

test.beforeAll(async () => {
  server = await startFileServer(smallRaw.buffer);
});
test.afterAll(() => server.close());
test.beforeEach(() => server.behave('whole'));

const addressField = (page: Page) => page.getByRole('textbox', { name: 'URL', exact: true });

async function fill(page: Page, language: Language, name: string, address: string): Promise<void> {
  await createForm(page, language).name.fill(name);
  await page.getByRole('radio', { name: 'URL', exact: true }).check();
  await addressField(page).fill(address);
}

for (const language of languages) {
  const w = words[language];
  const failed = say(language, '镜像导入失败', 'The import of this image failed');
  const reason = say(language, '地址返回 404', 'the address answers 404');

  test(`the cloud fetches the file, and the image becomes active with its bytes (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `from URL ${language} ${Date.now()}`;
    await enter('admin', language, at);
    await fill(page, language, name, `${server.url}/镜像/disk.raw`);
    await page.getByRole('button', { name: w.submit, exact: true }).click();

    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('main').getByText(w.active, { exact: true })).toBeVisible();
    await expect(trayRow(page, language, name).row).toContainText(say(language, '已完成', 'Imported'));
    expect(await imagesNamed(cloud, name)).toMatchObject([
      { status: 'active', size: smallRaw.buffer.length, disk_format: 'raw' },
    ]);
  });

  test(`404 at the address: the reason is on the page, another try goes through once it is mended (${language})`, async ({
    page,
    enter,
  }) => {
    const name = `mended URL ${language} ${Date.now()}`;
    server.behave('missing');
    await enter('admin', language, at);
    await fill(page, language, name, `${server.url}/disk.raw`);
    await page.getByRole('button', { name: w.submit, exact: true }).click();

    const notice = page.getByRole('main').getByRole('alert').filter({ hasText: failed });
    await expect(notice).toContainText(reason);
    await expect(notice).toContainText(w.requestId);
    await expect(trayRow(page, language, name).row).toContainText(say(language, '导入失败', 'Import failed'));

    server.behave('whole');
    await notice.getByRole('button', { name: w.retry, exact: true }).click();
    await expect(notice).toBeHidden();
    await expect(page.getByRole('main').getByText(w.active, { exact: true })).toBeVisible();
  });

  test(`tried again from the tray (${language})`, async ({ page, enter }) => {
    const name = `tray URL ${language} ${Date.now()}`;
    server.behave('brokenOff');
    await enter('admin', language, at);
    await fill(page, language, name, `${server.url}/disk.raw`);
    await page.getByRole('button', { name: w.submit, exact: true }).click();
    const upload = trayRow(page, language, name);
    await expect(upload.row.getByRole('alert')).toContainText(reason);
    server.behave('whole');
    await upload.button('重试导入', 'Try again to import').click();
    await expect(upload.row).toContainText(say(language, '已完成', 'Imported'));
    await expect(page.getByRole('main').getByText(w.active, { exact: true })).toBeVisible();
  });

  test(`what failed is cleaned up, on its page (${language})`, async ({ page, enter, cloud }) => {
    const name = `cleaned URL ${language} ${Date.now()}`;
    server.behave('withoutLength' satisfies Manner);
    await enter('admin', language, at);
    await fill(page, language, name, `${server.url}/disk.raw`);
    await page.getByRole('button', { name: w.submit, exact: true }).click();
    const notice = page.getByRole('main').getByRole('alert').filter({ hasText: failed });
    await notice.getByRole('button', { name: say(language, '清理', 'Clean up'), exact: true }).click();
    await page
      .getByRole('dialog')
      .filter({ hasText: name })
      .getByRole('button', { name: w.delete, exact: true })
      .click();
    await expect(page.getByRole('table')).toBeVisible();
    await expect.poll(() => imagesNamed(cloud, name)).toEqual([]);
  });

  const wrong = [
    {
      address: 'ftp://example.com/disk.raw',
      said: say(language, '只能从以下协议的地址下载：http', 'fetches files only by http'),
    },
    { address: 'http://example.com', said: say(language, '地址不完整', 'needs a host and a file name') },
    { address: '', said: say(language, '请输入镜像文件的地址', 'Enter the address of the image file') },
  ];
  test(`a wrong address is said at the field, before anything is sent (${language})`, async ({ page, enter }) => {
    await enter('admin', language, at);
    const writes = watchWrites(page);
    for (const { address, said } of wrong) {
      await fill(page, language, 'wrong address', address);
      await page.getByRole('button', { name: w.submit, exact: true }).click();
      await expect(page.getByRole('alert').first()).toContainText(said);
      await expect(addressField(page)).toHaveAccessibleDescription(new RegExp(said));
    }
    expect(writes).toEqual([]);
  });

  test(`an address that the cloud bars: said at the field, the image removed, the form kept (${language})`, {
    tag: '@embedded',
  }, async ({ page, enter, fail, cloud }) => {
    const name = `barred URL ${language} ${Date.now()}`;
    const address = `${server.url}/disk.raw`;
    const message = `URI for web-download does not pass filtering: ${address}<br /><br />\n\n\n`;
    const body = JSON.stringify({ message, code: '400 Bad Request', title: 'Bad Request' });
    await enter('admin', language, at);
    await fail({
      match: { service: 'image', method: 'POST', path: '/import$' },
      effect: { kind: 'status', status: 400, body, contentType: 'application/json' },
    });
    await fill(page, language, name, address);
    await page.getByLabel(w.description, { exact: true }).fill('留下');
    await page.getByRole('button', { name: w.submit, exact: true }).click();

    await expect(addressField(page)).toHaveAccessibleDescription(
      new RegExp(say(language, '云平台不允许从这个地址下载', 'The cloud does not fetch from this address')),
    );
    await expect(page.getByRole('alert').first()).toContainText(say(language, '已自动删除', 'has been removed'));
    await expect(createForm(page, language).name).toHaveValue(name);
    await expect(page.getByLabel(w.description, { exact: true })).toHaveValue('留下');
    expect(await imagesNamed(cloud, name)).toEqual([]);

    await fail();
    await page.getByRole('button', { name: w.submit, exact: true }).click();
    await expect(page.getByRole('main').getByText(w.active, { exact: true })).toBeVisible();
  });
}
