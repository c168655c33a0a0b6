import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type CloudClient, findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage, smallRawFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Language, languages, localized } from '../support/labels.ts';
import { slowRead, startUpload, uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;
let others: string;

test.beforeAll(async () => {
  disk = await createRawFile(32);
  others = await mkdtemp(join(tmpdir(), 'image-console-other-'));
});
test.afterAll(async () => {
  await disk.remove();
  await rm(others, { recursive: true });
});

/** Offsets from which slices are sent, from now on. */
function watchSlices(page: Page): readonly number[] {
  const offsets: number[] = [];
  page.context().on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

/** Loads the page again, in its language; it asks before it goes, and a person who means it says yes. */
async function reload(page: Page, language: Language): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto(`/compute/images?lang=${language}`);
}

for (const language of languages) {
  test(`the page is loaded again in the middle: with its file the upload goes on from where it was (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, faults, cloud }) => {
    const name = `reloaded ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await faults.set(slowRead(2 * MiB));
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(40);
    await reload(page, language);

    const row = uploadRow(page, language, name);
    await expect(row.row).toContainText(localized(language, '等待选择文件', 'Waiting for its file'));
    const other = join(others, 'disk.raw');
    await writeFile(other, Buffer.alloc(MiB, 1));
    await row.file.setInputFiles(other);
    await expect(row.row.getByRole('alert')).toContainText(localized(language, '大小不同', 'Its size is different'));

    const offsets = watchSlices(page);
    await row.file.setInputFiles(disk.path);
    await expect(row.row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
    expect(offsets[0]).toBeGreaterThan(0);
    expect(await findImagesByName(cloud, name)).toMatchObject([
      { status: 'active', size: 32 * MiB, os_hash_value: disk.sha512 },
    ]);
  });
}

test('the image is deleted while the page is away: that is said, and nobody is asked for a file', {
  tag: '@embedded',
}, async ({ page, signInAndOpen, faults, cloud }) => {
  const name = `deleted meanwhile ${Date.now()}`;
  await signInAndOpen('admin', 'zh-CN', at);
  await faults.set(slowRead(2 * MiB));
  const upload = await startUpload(page, 'zh-CN', name, disk.path);
  await expect.poll(upload.percent).toBeGreaterThan(0);
  const [image] = await findImagesByName(cloud, name);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto('about:blank');
  await cloud.image('DELETE', `/v2/images/${image?.id}`);
  await page.goto('/compute/images?lang=zh-CN');
  const { row, button } = uploadRow(page, 'zh-CN', name);
  await expect(row.getByRole('alert')).toContainText('上传期间镜像已被删除');
  await button('移除记录', 'Dismiss').click();
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: '上传任务，没有进行中的任务' })).toBeVisible();
  await expect(row).toHaveCount(0);
});

/** The status of the one image of this name. */
async function statusOf(cloud: CloudClient, name: string): Promise<string | undefined> {
  const [image] = await findImagesByName(cloud, name);
  return image?.status;
}

for (const language of languages) {
  test(`an upload whose last answer is lost by a reload ends as done, not verified (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, cloud }) => {
    const name = `answer lost ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await page.route('**/api/uploads/*', async (route) => {
      // The cloud takes every byte, and the page never learns of it.
      if (route.request().method() === 'PATCH') await route.fetch().catch(() => undefined);
      else await route.continue();
    });
    await startUpload(page, language, name, smallRawFile);
    await expect.poll(() => statusOf(cloud, name)).toBe('active');
    await reload(page, language);

    const { row, button } = uploadRow(page, language, name);
    await expect(row).toContainText(localized(language, '已完成，未校验', 'Uploaded, not verified'));
    await expect(row.getByRole('link', { name })).toBeVisible();
    await expect(button('取消上传', 'Cancel upload of')).toHaveCount(0);
    await expect(button('删除镜像', 'Delete image')).toHaveCount(0);
    await button('移除记录', 'Dismiss').click();
    await expect(row).toHaveCount(0);
    expect(await statusOf(cloud, name)).toBe('active');
  });
}

test('an upload is done when its PUT ends after the reload', { tag: '@embedded' }, async ({
  page,
  signInAndOpen,
  faults,
  cloud,
}) => {
  const name = `put outlives the page ${Date.now()}`;
  await signInAndOpen('admin', 'en-US', at);
  // The bytes fit into the buffers in between: the console has sent them all while the cloud still reads them.
  await faults.set(slowRead(20 * 1024));
  const file = { ...smallRawFile, buffer: smallRawFile.buffer.subarray(0, 256 * 1024) };
  await startUpload(page, 'en-US', name, file);
  await expect.poll(() => statusOf(cloud, name)).toBe('saving');
  await expect(uploadRow(page, 'en-US', name).row).toContainText('Storing');
  await reload(page, 'en-US');
  const { row } = uploadRow(page, 'en-US', name);
  await expect(row).toContainText('Waiting for its file');
  await expect(row).toContainText('Uploaded', { timeout: 30_000 });
  expect(await statusOf(cloud, name)).toBe('active');
});

test('no reload around the end of an upload costs a whole image', { tag: '@embedded' }, async ({
  page,
  signInAndOpen,
  cloud,
}) => {
  test.setTimeout(180_000);
  await signInAndOpen('admin', 'en-US', at);
  page.on('dialog', (dialog) => void dialog.accept());
  const pauses = { 'last byte': [0, 150, 400], active: [0, 60, 150, 300, 500] } as const;
  for (const moment of ['last byte', 'active'] as const) {
    for (const ms of pauses[moment]) {
      const name = `reload ${ms} ms after ${moment} ${Date.now()}`;
      const lastByte = page.waitForRequest((request) => request.method() === 'PATCH');
      await startUpload(page, 'en-US', name, smallRawFile);
      await lastByte;
      if (moment === 'active') await expect.poll(() => statusOf(cloud, name), { intervals: [20] }).toBe('active');
      await page.waitForTimeout(ms);
      await page.goto('/compute/images?lang=en-US');
      // An upload that ended before the reload is forgotten; one that lost its last bytes with the page needs its file.
      const { row, button } = uploadRow(page, 'en-US', name);
      if (moment === 'last byte') {
        await expect.poll(() => statusOf(cloud, name)).toMatch(/active|queued|saving/);
      } else {
        await expect(row.filter({ hasNotText: 'Uploaded' })).toHaveCount(0);
        await expect(button('取消上传', 'Cancel upload of')).toHaveCount(0);
        expect(await statusOf(cloud, name)).toBe('active');
      }
      const cancel = button('取消上传', 'Cancel upload of');
      if (await cancel.isVisible()) {
        const before = await statusOf(cloud, name);
        await cancel.click();
        await page.getByRole('button', { name: 'Cancel upload and delete image' }).click();
        await expect(row).toContainText(/Cancelled|Uploaded/);
        if (before === 'active') expect(await statusOf(cloud, name)).toBe('active');
      }
      await page.goto(`${at}?lang=en-US`);
    }
  }
});

test('a browser that keeps the file goes on by itself', { tag: '@embedded' }, async ({
  page,
  signInAndOpen,
  faults,
  cloud,
}) => {
  // A file of the browser's own stands for one of the disk: it has a handle that outlives the page.
  await page.addInitScript(async () => {
    const root = await navigator.storage.getDirectory();
    const pick = async () => {
      const handle = await root.getFileHandle('kept.raw', { create: true });
      if ((await handle.getFile()).size === 0) {
        const writing = await handle.createWritable();
        for (let mib = 0; mib < 24; mib += 1)
          for (let part = 0; part < 16; part += 1) await writing.write(crypto.getRandomValues(new Uint8Array(65_536)));
        await writing.close();
      }
      return [handle];
    };
    Object.assign(window, { showOpenFilePicker: pick });
  });
  const name = `kept ${Date.now()}`;
  await signInAndOpen('admin', 'zh-CN', at);
  await faults.set(slowRead(2 * MiB));
  const form = imageForm(page, 'zh-CN');
  await form.name.fill(name);
  await form.file.click();
  await expect(form.summary).toContainText('kept.raw');
  await form.submit.click();
  await expect.poll(uploadRow(page, 'zh-CN', name).percent).toBeGreaterThan(40);
  const offsets = watchSlices(page);
  await reload(page, 'zh-CN');
  await expect(uploadRow(page, 'zh-CN', name).row).toContainText('已完成', { timeout: 40_000 });
  expect(offsets.every((offset) => offset > 0)).toBe(true);
  expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', size: 24 * MiB }]);
});
