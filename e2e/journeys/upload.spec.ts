import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { holdUploadAfterFirstSlice, slowRead, startUpload, uploadRow } from '../support/upload-tray.ts';

let disk: DiskImage;

test.beforeAll(async () => {
  // Several slices.
  disk = await createRawFile(24);
});
test.afterAll(() => disk.remove());

const completeImage = () => ({ status: 'active', size: disk.size, os_hash_value: disk.sha512 });

test.describe('upload', { tag: '@embedded' }, () => {
  test('an upload can be paused and resumed, and the image has the file’s bytes', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `paused ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    const release = await holdUploadAfterFirstSlice(page);
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    await upload.button('暂停上传', 'Pause upload of').click();
    await expect(upload.row).toContainText(localized(language, '已暂停', 'Paused'));
    expect(await upload.percent()).toBeLessThan(100);
    const listRow = page.getByRole('row').filter({ hasText: name });
    await expect(listRow).not.toContainText(labels.active);

    release();
    await upload.button('继续上传', 'Resume upload of').click();
    await expect(upload.row).toContainText(localized(language, '已完成', 'Uploaded'));
    await expect(listRow.getByText(labels.active)).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([completeImage()]);
  });

  test('cancelling an upload asks for confirmation and deletes the unfinished image', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `cancelled ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await faults.set(slowRead(2 * MiB));
    const upload = await startUpload(page, language, name, disk.path);
    await upload.button('取消上传', 'Cancel upload of').click();
    const dialog = page.getByRole('dialog', {
      name: localized(language, `取消上传“${name}”？`, `Cancel the upload of “${name}”?`),
    });
    await dialog.getByRole('button', { name: labels.cancel, exact: true }).click();
    await expect(upload.row).not.toContainText(localized(language, '已取消', 'Cancelled'));

    await upload.button('取消上传', 'Cancel upload of').click();
    await dialog
      .getByRole('button', { name: localized(language, '取消上传并删除镜像', 'Cancel upload and delete image') })
      .click();
    await expect(upload.row).toContainText(
      localized(language, '未完成的镜像已删除', 'The unfinished image is deleted'),
    );
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
    expect(await findImagesByName(cloud, name)).toEqual([]);
  });

  test('an upload continues by itself after the network was gone', async ({
    page,
    context,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `cut ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    const release = await holdUploadAfterFirstSlice(page);
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    await context.setOffline(true);
    release();
    await expect(upload.row).toContainText(localized(language, '正在重新连接', 'Reconnecting'));
    await context.setOffline(false);
    await expect(upload.row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
    expect(await findImagesByName(cloud, name)).toMatchObject([completeImage()]);
  });

  test('an upload continues while other pages of the console are open', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `meanwhile ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    const release = await holdUploadAfterFirstSlice(page);
    await startUpload(page, language, name, disk.path);
    await page.getByRole('searchbox', { name: labels.search }).fill('Ubuntu 24.04');
    // The list still loads and filters: a link that is rendered anew while Playwright clicks has to be clicked again.
    await expect(async () => {
      await page.getByRole('link', { name: /Ubuntu 24\.04/ }).click({ timeout: 2000 });
      await expect(page.getByRole('heading', { name: /Ubuntu 24\.04/ })).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect(
      page.getByRole('button', { name: localized(language, '上传任务，1 个进行中', 'Uploads, 1 in progress') }),
    ).toBeVisible();
    await page.getByRole('link', { name: labels.images, exact: true }).click();
    await page.getByRole('link', { name: labels.create }).click();
    await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();

    release();
    await expect(
      page.getByRole('button', {
        name: localized(language, '上传任务，没有进行中的任务', 'Uploads, none in progress'),
      }),
    ).toBeVisible({ timeout: 30_000 });
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Uploaded'));
    expect(await findImagesByName(cloud, name)).toMatchObject([completeImage()]);
  });
});

test.describe('uploads in two tabs', { tag: '@embedded' }, () => {
  test('the second tab shows the upload of the first and continues it with its file once the first is closed', async ({
    page,
    context,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `two tabs ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await holdUploadAfterFirstSlice(page);
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);

    const secondTab = await context.newPage();
    await secondTab.goto('/compute/images');
    await secondTab
      .getByRole('button', { name: localized(language, '上传任务，没有进行中的任务', 'Uploads, none in progress') })
      .click();
    const { row, file } = uploadRow(secondTab, language, name);
    await expect(row).toContainText(localized(language, '正在另一个标签页中上传', 'It runs in another tab'));
    await expect(row.getByRole('button')).toHaveCount(0);

    await page.close();
    await expect(row).toContainText(localized(language, '等待选择文件', 'Waiting for its file'));
    await file.setInputFiles(disk.path);
    await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
    expect(await findImagesByName(cloud, name)).toMatchObject([completeImage()]);
  });

  test('the same file can be uploaded in two tabs at once into two images', async ({
    page,
    context,
    language,
    labels,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const names = [`first ${Date.now()}`, `second ${Date.now()}`] as const;
    await signInAndOpen('admin', createAddress);
    const secondTab = await context.newPage();
    await secondTab.goto(createAddress);
    await faults.set(slowRead(12 * MiB));
    const [first, second] = await Promise.all([
      startUpload(page, language, names[0], disk.path),
      startUpload(secondTab, language, names[1], disk.path),
    ]);
    for (const { row } of [first, second]) {
      await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
    }
    for (const name of names) expect(await findImagesByName(cloud, name)).toMatchObject([completeImage()]);
    const listRow = secondTab.getByRole('row').filter({ hasText: names[1] });
    await expect(listRow.getByText(labels.active)).toBeVisible();
  });
});
