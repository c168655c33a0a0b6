import { expect, type Page } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { type FileServer, type FileServerBehavior, startFileServer } from '../support/file-server.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, languages, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';
import { uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';
let server: FileServer;

test.beforeAll(async () => {
  server = await startFileServer(smallRawFile.buffer);
});
test.afterAll(() => server.close());
test.beforeEach(() => server.setBehavior('whole'));

async function fill(page: Page, language: Language, name: string, address: string): Promise<void> {
  await imageForm(page, language).name.fill(name);
  await page.getByRole('radio', { name: 'URL', exact: true }).check();
  await imageForm(page, language).url.fill(address);
}

for (const language of languages) {
  const labels = labelsOf(language);
  const failed = localized(language, '镜像导入失败', 'The import of this image failed');
  const reason = localized(language, '地址返回 404', 'the address answers 404');

  test(`the cloud fetches the file, and the image becomes active with its bytes (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `from URL ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await fill(page, language, name, `${server.url}/镜像/disk.raw`);
    await page.getByRole('button', { name: labels.submit, exact: true }).click();

    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Imported'));
    expect(await findImagesByName(cloud, name)).toMatchObject([
      { status: 'active', size: smallRawFile.buffer.length, disk_format: 'raw' },
    ]);
  });

  test(`404 at the address: the reason is on the page, another try goes through once it is mended (${language})`, async ({
    page,
    signInAndOpen,
  }) => {
    const name = `mended URL ${language} ${Date.now()}`;
    server.setBehavior('missing');
    await signInAndOpen('admin', language, at);
    await fill(page, language, name, `${server.url}/disk.raw`);
    await page.getByRole('button', { name: labels.submit, exact: true }).click();

    const notice = page.getByRole('main').getByRole('alert').filter({ hasText: failed });
    await expect(notice).toContainText(reason);
    await expect(notice).toContainText(labels.requestId);
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '导入失败', 'Import failed'));

    server.setBehavior('whole');
    await notice.getByRole('button', { name: labels.retry, exact: true }).click();
    await expect(notice).toBeHidden();
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  });

  test(`tried again from the tray (${language})`, async ({ page, signInAndOpen }) => {
    const name = `tray URL ${language} ${Date.now()}`;
    server.setBehavior('brokenOff');
    await signInAndOpen('admin', language, at);
    await fill(page, language, name, `${server.url}/disk.raw`);
    await page.getByRole('button', { name: labels.submit, exact: true }).click();
    const upload = uploadRow(page, language, name);
    await expect(upload.row.getByRole('alert')).toContainText(reason);
    server.setBehavior('whole');
    await upload.button('重试导入', 'Try again to import').click();
    await expect(upload.row).toContainText(localized(language, '已完成', 'Imported'));
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  });

  test(`what failed is cleaned up, on its page (${language})`, async ({ page, signInAndOpen, cloud }) => {
    const name = `cleaned URL ${language} ${Date.now()}`;
    server.setBehavior('withoutLength' satisfies FileServerBehavior);
    await signInAndOpen('admin', language, at);
    await fill(page, language, name, `${server.url}/disk.raw`);
    await page.getByRole('button', { name: labels.submit, exact: true }).click();
    const notice = page.getByRole('main').getByRole('alert').filter({ hasText: failed });
    await notice.getByRole('button', { name: localized(language, '清理', 'Clean up'), exact: true }).click();
    await page
      .getByRole('dialog')
      .filter({ hasText: name })
      .getByRole('button', { name: labels.delete, exact: true })
      .click();
    await expect(page.getByRole('table')).toBeVisible();
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  });

  const wrong = [
    {
      address: 'ftp://example.com/disk.raw',
      said: localized(language, '只能从以下协议的地址下载：http', 'fetches files only by http'),
    },
    { address: 'http://example.com', said: localized(language, '地址不完整', 'needs a host and a file name') },
    { address: '', said: localized(language, '请输入镜像文件的地址', 'Enter the address of the image file') },
  ];
  test(`a wrong address is said at the field, before anything is sent (${language})`, async ({
    page,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', language, at);
    const writes = recordWrites(page);
    for (const { address, said } of wrong) {
      await fill(page, language, 'wrong address', address);
      await page.getByRole('button', { name: labels.submit, exact: true }).click();
      await expect(page.getByRole('alert').first()).toContainText(said);
      await expect(imageForm(page, language).url).toHaveAccessibleDescription(new RegExp(said));
    }
    expect(writes).toEqual([]);
  });

  test(`an address that the cloud bars: said at the field, the image removed, the form kept (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, faults, cloud }) => {
    const name = `barred URL ${language} ${Date.now()}`;
    const address = `${server.url}/disk.raw`;
    const message = `URI for web-download does not pass filtering: ${address}<br /><br />\n\n\n`;
    const body = JSON.stringify({ message, code: '400 Bad Request', title: 'Bad Request' });
    await signInAndOpen('admin', language, at);
    await faults.set({
      match: { service: 'image', method: 'POST', path: '/import$' },
      effect: { kind: 'status', status: 400, body, contentType: 'application/json' },
    });
    await fill(page, language, name, address);
    await page.getByLabel(labels.description, { exact: true }).fill('留下');
    await page.getByRole('button', { name: labels.submit, exact: true }).click();

    await expect(imageForm(page, language).url).toHaveAccessibleDescription(
      new RegExp(localized(language, '云平台不允许从这个地址下载', 'The cloud does not fetch from this address')),
    );
    await expect(page.getByRole('alert').first()).toContainText(localized(language, '已自动删除', 'has been removed'));
    await expect(imageForm(page, language).name).toHaveValue(name);
    await expect(page.getByLabel(labels.description, { exact: true })).toHaveValue('留下');
    expect(await findImagesByName(cloud, name)).toEqual([]);

    await faults.clear();
    await page.getByRole('button', { name: labels.submit, exact: true }).click();
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  });
}
