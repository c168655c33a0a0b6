import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KiB, MiB } from '@console/units';
import { expect, type Page } from '@playwright/test';
import { type CloudClient, deleteImage, findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage, smallRawFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { holdUploadAfterFirstSlice, slowRead, startUpload, uploadRow } from '../support/upload-tray.ts';

let disk: DiskImage;
let otherFolder: string;

test.beforeAll(async () => {
  // Several slices.
  disk = await createRawFile(24);
  otherFolder = await mkdtemp(join(tmpdir(), 'image-console-other-'));
});
test.afterAll(async () => {
  await disk.remove();
  await rm(otherFolder, { recursive: true });
});

/** Records the offsets of the slices that are sent from now on. */
function recordSliceOffsets(page: Page): readonly number[] {
  const offsets: number[] = [];
  page.context().on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

/** Leaves the page of an upload, which the browser asks about, once the upload's record is stored. */
async function leavePage(page: Page, address: string): Promise<void> {
  await page.waitForFunction(() => localStorage.getItem('console.uploads.kept') !== null);
  page.once('dialog', (question) => void question.accept());
  await page.goto(address);
}

async function statusOf(cloud: CloudClient, name: string): Promise<string | undefined> {
  const [image] = await findImagesByName(cloud, name);
  return image?.status;
}

test.describe('upload and reload', { tag: '@embedded' }, () => {
  test('an upload continues from its offset after a reload once its own file has been chosen again', async ({
    page,
    language,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `reloaded ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await faults.set(slowRead(4 * MiB));
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(40);
    await leavePage(page, '/compute/images');

    const { row, file } = uploadRow(page, language, name);
    await expect(row).toContainText(localized(language, '等待选择文件', 'Waiting for its file'));
    const otherFile = join(otherFolder, 'disk.raw');
    await writeFile(otherFile, Buffer.alloc(MiB, 1));
    await file.setInputFiles(otherFile);
    await expect(row.getByRole('alert')).toContainText(localized(language, '大小不同', 'Its size is different'));

    const offsets = recordSliceOffsets(page);
    await file.setInputFiles(disk.path);
    await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
    expect(offsets[0]).toBeGreaterThan(0);
    expect(await findImagesByName(cloud, name)).toMatchObject([
      { status: 'active', size: disk.size, os_hash_value: disk.sha512 },
    ]);
  });

  test('an upload whose image was deleted while the page was away says so and does not ask for its file', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `deleted meanwhile ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await holdUploadAfterFirstSlice(page);
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    const [image] = await findImagesByName(cloud, name);
    await leavePage(page, 'about:blank');
    await deleteImage(cloud, image?.id ?? '');
    await page.goto('/compute/images');
    const { row, button } = uploadRow(page, language, name);
    await expect(row.getByRole('alert')).toContainText(
      localized(language, '上传期间镜像已被删除', 'The image was deleted while its data was being sent'),
    );
    await button('移除记录', 'Dismiss').click();
    await expect(row).toHaveCount(0);
    await page.reload();
    await expect(
      page.getByRole('button', {
        name: localized(language, '上传任务，没有进行中的任务', 'Uploads, none in progress'),
      }),
    ).toBeVisible();
    await expect(row).toHaveCount(0);
  });

  test('an upload whose last response is lost by a reload ends as uploaded, not verified', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `answer lost ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await page.route('**/api/uploads/*', async (route) => {
      // Glance takes every byte, and the page never receives the response.
      if (route.request().method() === 'PATCH') await route.fetch().catch(() => undefined);
      else await route.continue();
    });
    await startUpload(page, language, name, smallRawFile);
    await expect.poll(() => statusOf(cloud, name)).toBe('active');
    await leavePage(page, '/compute/images');

    const { row, button } = uploadRow(page, language, name);
    await expect(row).toContainText(localized(language, '已完成，未校验', 'Uploaded, not verified'));
    await expect(row.getByRole('link', { name })).toBeVisible();
    await expect(button('取消上传', 'Cancel upload of')).toHaveCount(0);
    await expect(button('删除镜像', 'Delete image')).toHaveCount(0);
    await button('移除记录', 'Dismiss').click();
    await expect(row).toHaveCount(0);
    expect(await statusOf(cloud, name)).toBe('active');
  });

  test('an upload is uploaded when Glance takes its last bytes after the reload', async ({
    page,
    language,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `put outlives the page ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    // The bytes fit into the socket buffers, so that the BFF has sent all of them while Glance still reads.
    await faults.set(slowRead(20 * KiB));
    const file = { ...smallRawFile, buffer: smallRawFile.buffer.subarray(0, 256 * KiB) };
    const upload = await startUpload(page, language, name, file);
    await expect.poll(() => statusOf(cloud, name)).toBe('saving');
    await expect(upload.row).toContainText(localized(language, '正在存储', 'Storing'));
    await leavePage(page, '/compute/images');
    const { row } = uploadRow(page, language, name);
    await expect(row).toContainText(localized(language, '等待选择文件', 'Waiting for its file'));
    await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 30_000 });
    expect(await statusOf(cloud, name)).toBe('active');
  });

  test('no reload around the end of an upload leads to a deleted image that was whole', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    test.setTimeout(180_000);
    await signInAndOpen('admin', createAddress);
    page.on('dialog', (question) => void question.accept());
    const pausesMs = { 'last byte': [0, 150, 400], active: [0, 60, 150, 300, 500] } as const;
    for (const moment of ['last byte', 'active'] as const) {
      for (const pauseMs of pausesMs[moment]) {
        const name = `reload ${pauseMs} ms after ${moment} ${Date.now()}`;
        const lastSlice = page.waitForRequest((request) => request.method() === 'PATCH');
        await startUpload(page, language, name, smallRawFile);
        await lastSlice;
        if (moment === 'active') await expect.poll(() => statusOf(cloud, name), { intervals: [20] }).toBe('active');
        await page.waitForTimeout(pauseMs);
        await page.goto('/compute/images');
        // The tray forgets an upload that ended before the reload. One that lost its last bytes needs its file.
        const { row, button } = uploadRow(page, language, name);
        const cancel = button('取消上传', 'Cancel upload of');
        if (moment === 'last byte') {
          await expect.poll(() => statusOf(cloud, name)).toMatch(/active|queued|saving/);
        } else {
          await expect(row.filter({ hasNotText: localized(language, '已完成', 'Uploaded') })).toHaveCount(0);
          await expect(cancel).toHaveCount(0);
          expect(await statusOf(cloud, name)).toBe('active');
        }
        if (await cancel.isVisible()) {
          const statusBefore = await statusOf(cloud, name);
          await cancel.click();
          await page
            .getByRole('button', { name: localized(language, '取消上传并删除镜像', 'Cancel upload and delete image') })
            .click();
          await expect(row).toContainText(language === 'zh-CN' ? /已取消|已完成/ : /Cancelled|Uploaded/);
          if (statusBefore === 'active') expect(await statusOf(cloud, name)).toBe('active');
        }
        await page.goto(createAddress);
      }
    }
  });

  test('an upload continues by itself after a reload if the browser has kept a handle of its file', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    // A file in the origin private file system has a handle that survives the page, as a file from the picker has.
    await page.addInitScript(async () => {
      const root = await navigator.storage.getDirectory();
      const pick = async () => {
        const handle = await root.getFileHandle('kept.raw', { create: true });
        if ((await handle.getFile()).size === 0) {
          const writable = await handle.createWritable();
          for (let mib = 0; mib < 24; mib += 1)
            for (let part = 0; part < 16; part += 1)
              await writable.write(crypto.getRandomValues(new Uint8Array(65_536)));
          await writable.close();
        }
        return [handle];
      };
      Object.assign(window, { showOpenFilePicker: pick });
    });
    const name = `kept ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    const release = await holdUploadAfterFirstSlice(page);
    const form = imageForm(page, language);
    await form.name.fill(name);
    await form.file.click();
    await expect(form.summary).toContainText('kept.raw');
    await form.submit.click();
    await expect.poll(uploadRow(page, language, name).percent).toBeGreaterThan(0);
    const offsets = recordSliceOffsets(page);
    await leavePage(page, '/compute/images');
    release();
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Uploaded'), {
      timeout: 40_000,
    });
    expect(offsets.every((offset) => offset > 0)).toBe(true);
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', size: 24 * MiB }]);
  });
});
