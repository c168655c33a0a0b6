import { expect } from '@playwright/test';
import { deleteImage, findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { startUpload } from '../support/upload-tray.ts';

test('a VMDK is staged and imported, and Glance converts it to qcow2', async ({
  page,
  language,
  labels,
  signInAndOpen,
  cloud,
}) => {
  const name = `converted ${Date.now()}`;
  await signInAndOpen('admin', createAddress);
  await startUpload(page, language, name, await sampleFile('stream.vmdk'), 'VMDK');

  const listRow = page.getByRole('row').filter({ hasText: name });
  await expect(listRow.getByText(labels.active)).toBeVisible({ timeout: 60_000 });
  const [image] = await findImagesByName(cloud, name);
  expect(image).toMatchObject({ status: 'active', disk_format: 'qcow2' });
  await listRow.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('QCOW2', { exact: true }).first()).toBeVisible();
  await deleteImage(cloud, image?.id ?? '');
});
