import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { startUpload, uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';
const data = { service: 'image', method: 'PUT', path: '/file$' } as const;
let disk: Omit<DiskImage, 'madeBy'>;
let sha256: string;

test.beforeAll(async () => {
  disk = await createRawFile(4);
  sha256 = createHash('sha256')
    .update(await readFile(disk.path))
    .digest('hex');
});
test.afterAll(() => disk.remove());

for (const language of languages) {
  const labels = labelsOf(language);
  const checksumLabel = localized(language, '校验值', 'Checksum');

  test(`a pasted checksum that fits is a success, and the SHA-512 can be copied (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `checked ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await page.getByLabel(checksumLabel).fill(`${sha256}  disk.raw`);
    await expect(page.getByText(localized(language, '识别为 SHA-256', 'Recognized as SHA-256'))).toBeVisible();
    const upload = await startUpload(page, language, name, disk.path);
    await expect(upload.row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 30_000 });
    await expect(upload.row.getByTitle(disk.sha512)).toBeVisible();
    await expect(
      upload.row.getByRole('button', { name: localized(language, '复制SHA-512', 'Copy SHA-512') }),
    ).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([{ os_hash_value: disk.sha512 }]);
    await cloud.image('DELETE', `/v2/images/${(await findImagesByName(cloud, name))[0]?.id}`);
  });

  test(`a pasted checksum that differs is never a success: the image can be kept, or made anew with the form as it was (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `differs ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    const form = imageForm(page, language);
    await form.description.fill('kept words');
    await page.getByLabel(checksumLabel).fill('00'.repeat(32));
    const upload = await startUpload(page, language, name, disk.path);
    await expect(upload.row.getByRole('alert')).toContainText(
      localized(language, '文件与填写的校验值不符', 'The file does not match the checksum you entered'),
    );
    await expect(upload.row).not.toContainText(localized(language, '已完成', 'Uploaded'));
    await expect(upload.button('保留镜像', 'Keep image')).toBeVisible();

    await upload.button('删除并重新创建', 'Delete and create again').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: localized(language, '删除并重新创建', 'Delete and create again'), exact: true })
      .click();
    await expect(form.name).toHaveValue(name);
    await expect(form.description).toHaveValue('kept words');
    await expect.poll(async () => (await findImagesByName(cloud, name)).length).toBe(0);
  });

  test(`a checksum of no kind is refused at its field (${language})`, async ({ page, signInAndOpen }) => {
    await signInAndOpen('admin', language, at);
    await page.getByLabel(checksumLabel).fill('not a checksum');
    await page.getByRole('button', { name: labels.submit, exact: true }).click();
    await expect(page.getByLabel(checksumLabel)).toHaveAttribute('aria-invalid', 'true');
  });

  test(`data the cloud finds to be of another format spoils its image: only a new one is offered, the form kept (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, faults, cloud }) => {
    const name = `other format ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await faults.set(
      { match: data, effect: { kind: 'delay', ms: 2500 } },
      { match: data, effect: { kind: 'status', status: 415, body: 'Unsupported', contentType: 'text/html' } },
    );
    await startUpload(page, language, name, disk.path);
    const upload = uploadRow(page, language, name);
    await expect(upload.row.getByRole('alert')).toBeVisible();
    await expect(upload.button('重试上传', 'Retry upload of')).toHaveCount(0);
    await upload.button('删除并重新创建', 'Delete and create again').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: localized(language, '删除并重新创建', 'Delete and create again'), exact: true })
      .click();
    await expect(imageForm(page, language).name).toHaveValue(name);
    await expect.poll(async () => (await findImagesByName(cloud, name)).length).toBe(0);
  });
}
