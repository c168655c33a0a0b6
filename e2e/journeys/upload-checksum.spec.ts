import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { deleteImage, findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Language, localized } from '../support/labels.ts';
import { startUpload } from '../support/upload-tray.ts';

const dataUpload = { service: 'image', method: 'PUT', path: '/file$' } as const;
let disk: DiskImage;
let sha256: string;

test.beforeAll(async () => {
  disk = await createRawFile(4);
  sha256 = createHash('sha256')
    .update(await readFile(disk.path))
    .digest('hex');
});
test.afterAll(() => disk.remove());

const checksumField = (page: Page, language: Language) => page.getByLabel(localized(language, '校验值', 'Checksum'));
const confirmDeleteAndCreate = (page: Page, language: Language) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: localized(language, '删除并重新创建', 'Delete and create again'), exact: true })
    .click();

test.describe('checksum of an upload', () => {
  test('a file that matches the checksum is uploaded, and its SHA-512 can be copied', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `checked ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await checksumField(page, language).fill(`${sha256}  disk.raw`);
    await expect(page.getByText(localized(language, '识别为 SHA-256', 'Recognized as SHA-256'))).toBeVisible();
    const { row } = await startUpload(page, language, name, disk.path);
    await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 30_000 });
    await expect(row.getByTitle(disk.sha512)).toBeVisible();
    await expect(row.getByRole('button', { name: localized(language, '复制SHA-512', 'Copy SHA-512') })).toBeVisible();
    const [image] = await findImagesByName(cloud, name);
    expect(image).toMatchObject({ os_hash_value: disk.sha512 });
    await deleteImage(cloud, image?.id ?? '');
  });

  test('a file that differs from the checksum fails, and the image can be kept or created again from the same form', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `differs ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    const form = imageForm(page, language);
    await form.description.fill('kept words');
    await checksumField(page, language).fill('00'.repeat(32));
    const upload = await startUpload(page, language, name, disk.path);
    await expect(upload.row.getByRole('alert')).toContainText(
      localized(language, '文件与填写的校验值不符', 'The file does not match the checksum you entered'),
    );
    await expect(upload.row).not.toContainText(localized(language, '已完成', 'Uploaded'));
    await expect(upload.button('保留镜像', 'Keep image')).toBeVisible();

    await upload.button('删除并重新创建', 'Delete and create again').click();
    await confirmDeleteAndCreate(page, language);
    await expect(form.name).toHaveValue(name);
    await expect(form.description).toHaveValue('kept words');
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  });

  test('text that is no checksum is refused at the field', async ({ page, language, signInAndOpen }) => {
    await signInAndOpen('admin', createAddress);
    await checksumField(page, language).fill('not a checksum');
    await imageForm(page, language).submit.click();
    await expect(checksumField(page, language)).toHaveAttribute('aria-invalid', 'true');
  });

  test('an upload that Glance answers with 415 can only be deleted and created again from the same form', {
    tag: '@embedded',
  }, async ({ page, language, signInAndOpen, faults, cloud }) => {
    const name = `other format ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await faults.set(
      { match: dataUpload, effect: { kind: 'delay', ms: 2500 } },
      { match: dataUpload, effect: { kind: 'status', status: 415, body: 'Unsupported', contentType: 'text/html' } },
    );
    const upload = await startUpload(page, language, name, disk.path);
    await expect(upload.row.getByRole('alert')).toBeVisible();
    await expect(upload.button('重试上传', 'Retry upload of')).toHaveCount(0);
    await upload.button('删除并重新创建', 'Delete and create again').click();
    await confirmDeleteAndCreate(page, language);
    await expect(imageForm(page, language).name).toHaveValue(name);
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  });
});
