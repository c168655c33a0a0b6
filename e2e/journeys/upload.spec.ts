import { expect } from '@playwright/test';
import { type CloudImage, findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { slowRead, startUpload, uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  disk = await createRawFile(32);
});
test.afterAll(() => disk.remove());

const arrived = { status: 'active', size: 32 * MiB } satisfies Partial<CloudImage>;

for (const language of languages) {
  const labels = labelsOf(language);

  test(`an upload pauses and goes on, and what arrives is what was sent (${language})`, { tag: '@embedded' }, async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `paused ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await faults.set(slowRead(8 * MiB));
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    await upload.button('暂停上传', 'Pause upload of').click();
    await expect(upload.row).toContainText(localized(language, '已暂停', 'Paused'));
    expect(await upload.percent()).toBeLessThan(100);
    await expect(page.getByRole('row').filter({ hasText: name })).not.toContainText(labels.active);

    await upload.button('继续上传', 'Resume upload of').click();
    await expect(upload.row).toContainText(localized(language, '已完成', 'Uploaded'));
    await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([{ ...arrived, os_hash_value: disk.sha512 }]);
  });

  test(`cancelling asks first, and takes the half-made image along (${language})`, { tag: '@embedded' }, async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `cancelled ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await faults.set(slowRead(4 * MiB));
    const upload = await startUpload(page, language, name, disk.path);
    await upload.button('取消上传', 'Cancel upload of').click();
    const question = page.getByRole('dialog', {
      name: localized(language, `取消上传“${name}”？`, `Cancel the upload of “${name}”?`),
    });
    await question.getByRole('button', { name: labels.cancel, exact: true }).click();
    await expect(upload.row).not.toContainText(localized(language, '已取消', 'Cancelled'));

    await upload.button('取消上传', 'Cancel upload of').click();
    await question
      .getByRole('button', { name: localized(language, '取消上传并删除镜像', 'Cancel upload and delete image') })
      .click();
    await expect(upload.row).toContainText(
      localized(language, '未完成的镜像已删除', 'The unfinished image is deleted'),
    );
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
    expect(await findImagesByName(cloud, name)).toEqual([]);
  });
}

test('the network goes away in the middle and comes back: the upload goes on by itself', { tag: '@embedded' }, async ({
  page,
  context,
  signInAndOpen,
  faults,
  cloud,
}) => {
  const name = `cut ${Date.now()}`;
  await signInAndOpen('admin', 'zh-CN', at);
  await faults.set(slowRead(8 * MiB));
  const upload = await startUpload(page, 'zh-CN', name, disk.path);
  await expect.poll(upload.percent).toBeGreaterThan(0);
  await context.setOffline(true);
  await expect(upload.row).toContainText('正在重新连接');
  await context.setOffline(false);
  await expect(upload.row).toContainText('已完成', { timeout: 40_000 });
  expect(await findImagesByName(cloud, name)).toMatchObject([{ ...arrived, os_hash_value: disk.sha512 }]);
});

test('other pages of the console are open meanwhile, and the tray goes along', { tag: '@embedded' }, async ({
  page,
  signInAndOpen,
  faults,
  cloud,
}) => {
  const labels = labelsOf('en-US');
  const name = `meanwhile ${Date.now()}`;
  await signInAndOpen('admin', 'en-US', at);
  await faults.set(slowRead(6 * MiB));
  await startUpload(page, 'en-US', name, disk.path);
  await page.getByRole('searchbox', { name: labels.search }).fill('Ubuntu 24.04');
  // The list is still walking and filtering: a link drawn anew under the pointer is clicked again.
  await expect(async () => {
    await page.getByRole('link', { name: /Ubuntu 24\.04/ }).click({ timeout: 2000 });
    await expect(page.getByRole('heading', { name: /Ubuntu 24\.04/ })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page.getByRole('button', { name: 'Uploads, 1 in progress' })).toBeVisible();
  await page.getByRole('link', { name: labels.images, exact: true }).click();
  await page.getByRole('link', { name: labels.create }).click();
  await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();

  await expect(page.getByRole('button', { name: 'Uploads, none in progress' })).toBeVisible({ timeout: 30_000 });
  await expect(uploadRow(page, 'en-US', name).row).toContainText('Uploaded');
  expect(await findImagesByName(cloud, name)).toMatchObject([{ ...arrived, os_hash_value: disk.sha512 }]);
});
