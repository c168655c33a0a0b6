import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { uploadRow } from '../support/upload-tray.ts';

/** A disk that looks like another one at the same time, to a cloud that looks for the mark of a boot sector. */
async function bootable(sample: 'plain.iso' | 'stream.vmdk') {
  const disk = await sampleFile(sample);
  const buffer = Buffer.from(disk.buffer);
  buffer.set([0x55, 0xaa], 510);
  return { ...disk, name: `bootable-${sample}`, buffer };
}

// Release 2025.1 and later look into all data; the embedded cloud does when it is told to.
test.describe('a cloud that looks into the data', { tag: '@matching' }, () => {
  for (const language of languages) {
    const mismatch = localized(
      language,
      '文件内容与镜像的磁盘格式不符',
      'The data does not fit the image’s disk format',
    );

    for (const { what, format, file } of [
      // Its mark is at its end, where the cloud does not look.
      { what: 'a VHD of fixed size', format: 'VHD', file: () => sampleFile('fixed.vhd') },
      { what: 'an ISO that is a disk as well', format: 'ISO', file: () => bootable('plain.iso') },
    ]) {
      test(`refuses ${what}: the tray says so, the unfinished image goes, and the form is there again (${language})`, async ({
        page,
        signInAndOpen,
        enableFormatCheck,
        cloud,
      }) => {
        const name = `refused ${format} ${language} ${Date.now()}`;
        await enableFormatCheck();
        await signInAndOpen('admin', language, '/compute/images/create');
        const form = imageForm(page, language);
        await form.name.fill(name);
        await form.file.setInputFiles(await file());
        await expect(form.summary).toContainText(format);
        await form.submit.click();
        const upload = uploadRow(page, language, name);
        await expect(upload.row.getByRole('alert')).toContainText(mismatch, { timeout: 30_000 });
        await expect(upload.button('重试上传', 'Retry upload of')).toHaveCount(0);
        await upload.button('删除并重新创建', 'Delete and create again').click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: localized(language, '删除并重新创建', 'Delete and create again'), exact: true })
          .click();
        await expect(form.name).toHaveValue(name);
        await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
      });
    }

    test(`refuses a VMDK that was staged: the import is seen to faults, and the image can be removed (${language})`, async ({
      page,
      signInAndOpen,
      enableFormatCheck,
      cloud,
    }) => {
      const name = `refused VMDK ${language} ${Date.now()}`;
      await enableFormatCheck();
      await signInAndOpen('admin', language, '/compute/images/create');
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.file.setInputFiles(await bootable('stream.vmdk'));
      await expect(form.summary).toContainText('VMDK');
      await form.submit.click();
      const row = page.getByRole('row').filter({ hasText: name });
      await expect(row.getByText(localized(language, '导入失败', 'Import failed'))).toBeVisible({ timeout: 30_000 });
      const upload = uploadRow(page, language, name);
      await expect(upload.row.getByRole('alert')).toBeVisible();
      expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'queued' }]);
      await upload.button('删除镜像', 'Delete image').click();
      await page
        .getByRole('button', { name: localized(language, '删除未完成的镜像', 'Delete unfinished image') })
        .click();
      await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
    });
  }
});
