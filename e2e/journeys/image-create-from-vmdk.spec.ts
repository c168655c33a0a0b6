import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';
import { startUpload } from '../support/upload-tray.ts';

test.describe('creating an image from a VMDK', () => {
  test('a streamOptimized VMDK is staged and imported, and becomes active', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `vmdk ${Date.now()}`;
    const disk = await sampleFile('stream.vmdk');
    await signInAndOpen('admin', createAddress);
    const writes = recordWrites(page);
    const staging = page.waitForRequest((request) => {
      const metadata = request.headers()['upload-metadata'] ?? '';
      return request.method() === 'POST' && metadata.includes(`via ${Buffer.from('stage').toString('base64')}`);
    });
    const { row } = await startUpload(page, language, name, disk, 'VMDK');
    await staging;

    const listRow = page.getByRole('row').filter({ hasText: name });
    await expect(listRow.getByText(labels.active)).toBeVisible({ timeout: 30_000 });
    await expect(row).toContainText(localized(language, '已完成', 'Uploaded'));
    const [image] = await findImagesByName(cloud, name);
    expect(image).toMatchObject({ status: 'active', disk_format: 'vmdk', size: disk.buffer.length });
    expect(writes).toContain(`POST /api/image/v2/images/${image?.id}/import`);
  });

  test('a VMDK whose data is in other files is refused with the qemu-img command that converts it', async ({
    page,
    language,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', createAddress);
    const form = imageForm(page, language);
    await form.name.fill('flat');
    const writes = recordWrites(page);
    await form.file.setInputFiles(await sampleFile('flat.vmdk'));
    await expect(form.summary.getByRole('alert')).toContainText(
      localized(language, '此 VMDK 的数据存放在其他文件中', 'The data of this VMDK is in other files'),
    );
    await expect(form.summary).toContainText(/qemu-img convert .*flat\.vmdk/);
    await form.submit.click();
    await expect(form.alert.first()).toContainText(
      localized(language, '此文件不能作为镜像上传', 'This file cannot be uploaded as an image'),
    );
    expect(writes).toEqual([]);
  });
});
