import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';
import { uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';

for (const language of languages) {
  const labels = labelsOf(language);

  test(`a streamOptimized VMDK is staged, imported, and becomes active (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `vmdk ${language} ${Date.now()}`;
    const disk = await sampleFile('stream.vmdk');
    await signInAndOpen('admin', language, at);
    const form = imageForm(page, language);
    const writes = recordWrites(page);
    const staged = page.waitForRequest((request) => {
      const metadata = request.headers()['upload-metadata'] ?? '';
      return request.method() === 'POST' && metadata.includes(`via ${Buffer.from('stage').toString('base64')}`);
    });
    await form.name.fill(name);
    await form.file.setInputFiles(disk);
    await expect(form.summary).toContainText('VMDK');
    await form.submit.click();
    await staged;

    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row.getByText(labels.active)).toBeVisible({ timeout: 30_000 });
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Uploaded'));
    const [image] = await findImagesByName(cloud, name);
    expect(image).toMatchObject({ status: 'active', disk_format: 'vmdk', size: disk.buffer.length });
    expect(writes).toContain(`POST /api/image/v2/images/${image?.id}/import`);
  });

  test(`a VMDK whose data is elsewhere is refused before a byte is sent, with the line that mends it (${language})`, async ({
    page,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', language, at);
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
}
