import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { startUpload } from '../support/upload-tray.ts';

/** A sample with the boot sector signature 55 AA, which Glance's format inspector takes for a second format. */
async function bootableSample(sample: 'plain.iso' | 'stream.vmdk') {
  const disk = await sampleFile(sample);
  const buffer = Buffer.from(disk.buffer);
  buffer.set([0x55, 0xaa], 510);
  return { ...disk, name: `bootable-${sample}`, buffer };
}

// Glance 30 (2025.1) and later compare the data with the disk format; the embedded cloud does so on request.
test.describe('a cloud that checks the format of the data', { tag: '@format-check' }, () => {
  for (const { kind, format, file } of [
    // A fixed VHD has its signature in the last 512 bytes only, which the inspector does not read.
    { kind: 'a fixed VHD', format: 'VHD', file: () => sampleFile('fixed.vhd') },
    { kind: 'an ISO that is also a bootable disk', format: 'ISO', file: () => bootableSample('plain.iso') },
  ]) {
    test(`the upload of ${kind} is refused, and the image can be deleted and created again from the same form`, async ({
      page,
      language,
      signInAndOpen,
      enableFormatCheck,
      cloud,
    }) => {
      const name = `refused ${format} ${Date.now()}`;
      const deleteAndCreate = localized(language, '删除并重新创建', 'Delete and create again');
      await enableFormatCheck();
      await signInAndOpen('admin', createAddress);
      const upload = await startUpload(page, language, name, await file(), format);
      await expect(upload.row.getByRole('alert')).toContainText(
        localized(language, '文件内容与镜像的磁盘格式不符', 'The data does not fit the image’s disk format'),
        { timeout: 30_000 },
      );
      await expect(upload.button('重试上传', 'Retry upload of')).toHaveCount(0);
      await upload.button('删除并重新创建', 'Delete and create again').click();
      await page.getByRole('dialog').getByRole('button', { name: deleteAndCreate, exact: true }).click();
      await expect(imageForm(page, language).name).toHaveValue(name);
      await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
    });
  }

  test('the import of a staged VMDK that is also a bootable disk fails, and the image can be deleted', async ({
    page,
    language,
    signInAndOpen,
    enableFormatCheck,
    cloud,
  }) => {
    const name = `refused VMDK ${Date.now()}`;
    await enableFormatCheck();
    await signInAndOpen('admin', createAddress);
    const upload = await startUpload(page, language, name, await bootableSample('stream.vmdk'), 'VMDK');
    const listRow = page.getByRole('row').filter({ hasText: name });
    await expect(listRow.getByText(localized(language, '导入失败', 'Import failed'))).toBeVisible({ timeout: 30_000 });
    await expect(upload.row.getByRole('alert')).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'queued' }]);
    await upload.button('删除镜像', 'Delete image').click();
    await page
      .getByRole('button', { name: localized(language, '删除未完成的镜像', 'Delete unfinished image') })
      .click();
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  });
});
