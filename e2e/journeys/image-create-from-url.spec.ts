import { expect, type Page } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { type FileServer, startFileServer } from '../support/file-server.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Language, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';
import { uploadRow } from '../support/upload-tray.ts';

let server: FileServer;

test.beforeAll(async () => {
  server = await startFileServer(smallRawFile.buffer);
});
test.afterAll(() => server.close());
test.beforeEach(() => server.setBehavior('whole'));

async function submitUrl(page: Page, language: Language, name: string, url: string): Promise<void> {
  const form = imageForm(page, language);
  await form.name.fill(name);
  await form.urlSource.check();
  await form.url.fill(url);
  await form.submit.click();
}

const failedImportAlert = (page: Page, language: Language) =>
  page
    .getByRole('main')
    .getByRole('alert')
    .filter({ hasText: localized(language, '镜像导入失败', 'The import of this image failed') });

const notFoundReason = (language: Language) => localized(language, '地址返回 404', 'the address answers 404');

test.describe('creating an image from a URL', () => {
  test('the cloud imports the file, and the image becomes active with its size', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `from URL ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await submitUrl(page, language, name, `${server.url}/镜像/disk.raw`);

    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Imported'));
    expect(await findImagesByName(cloud, name)).toMatchObject([
      { status: 'active', size: smallRawFile.buffer.length, disk_format: 'raw' },
    ]);
  });

  test('the detail page shows that the URL answers 404, and a retry succeeds once the file is there', async ({
    page,
    language,
    labels,
    signInAndOpen,
  }) => {
    const name = `mended URL ${Date.now()}`;
    server.setBehavior('missing');
    await signInAndOpen('admin', createAddress);
    await submitUrl(page, language, name, `${server.url}/disk.raw`);

    const alert = failedImportAlert(page, language);
    await expect(alert).toContainText(notFoundReason(language));
    await expect(alert).toContainText(labels.requestId);
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '导入失败', 'Import failed'));

    server.setBehavior('whole');
    await alert.getByRole('button', { name: labels.retry, exact: true }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  });

  test('a failed import can be retried from the tray', async ({ page, language, labels, signInAndOpen }) => {
    const name = `tray URL ${Date.now()}`;
    server.setBehavior('brokenOff');
    await signInAndOpen('admin', createAddress);
    await submitUrl(page, language, name, `${server.url}/disk.raw`);
    const { row, button } = uploadRow(page, language, name);
    await expect(row.getByRole('alert')).toContainText(notFoundReason(language));
    server.setBehavior('whole');
    await button('重试导入', 'Try again to import').click();
    await expect(row).toContainText(localized(language, '已完成', 'Imported'));
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  });

  test('the image of a failed import can be deleted from its detail page', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `cleaned URL ${Date.now()}`;
    server.setBehavior('withoutLength');
    await signInAndOpen('admin', createAddress);
    await submitUrl(page, language, name, `${server.url}/disk.raw`);
    await failedImportAlert(page, language)
      .getByRole('button', { name: localized(language, '清理', 'Clean up'), exact: true })
      .click();
    await page
      .getByRole('dialog')
      .filter({ hasText: name })
      .getByRole('button', { name: labels.delete, exact: true })
      .click();
    await expect(page.getByRole('table')).toBeVisible();
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  });

  test('an unusable URL is explained at the field and sends nothing', async ({ page, language, signInAndOpen }) => {
    await signInAndOpen('admin', createAddress);
    const writes = recordWrites(page);
    for (const { url, message } of [
      {
        url: 'ftp://example.com/disk.raw',
        message: localized(language, '只能从以下协议的地址下载：http', 'fetches files only by http'),
      },
      { url: 'http://example.com', message: localized(language, '地址不完整', 'needs a host and a file name') },
      { url: '', message: localized(language, '请输入镜像文件的地址', 'Enter the address of the image file') },
    ]) {
      await submitUrl(page, language, 'wrong address', url);
      await expect(page.getByRole('alert').first()).toContainText(message);
      await expect(imageForm(page, language).url).toHaveAccessibleDescription(new RegExp(message));
    }
    expect(writes).toEqual([]);
  });

  test('a URL that the cloud’s filter refuses is explained at the field, and the form stays filled in', {
    tag: '@embedded',
  }, async ({ page, language, labels, signInAndOpen, faults, cloud }) => {
    const name = `barred URL ${Date.now()}`;
    const url = `${server.url}/disk.raw`;
    const message = `URI for web-download does not pass filtering: ${url}<br /><br />\n\n\n`;
    const body = JSON.stringify({ message, code: '400 Bad Request', title: 'Bad Request' });
    await signInAndOpen('admin', createAddress);
    await faults.set({
      match: { service: 'image', method: 'POST', path: '/import$' },
      effect: { kind: 'status', status: 400, body, contentType: 'application/json' },
    });
    const form = imageForm(page, language);
    await form.description.fill('留下');
    await submitUrl(page, language, name, url);

    await expect(form.url).toHaveAccessibleDescription(
      new RegExp(localized(language, '云平台不允许从这个地址下载', 'The cloud does not fetch from this address')),
    );
    await expect(form.alert.first()).toContainText(localized(language, '已自动删除', 'has been removed'));
    await expect(form.name).toHaveValue(name);
    await expect(form.description).toHaveValue('留下');
    expect(await findImagesByName(cloud, name)).toEqual([]);

    await faults.clear();
    await form.submit.click();
    await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  });
});
