import { imagesNamed } from '../support/cloud.ts';
import { createForm, watchWrites } from '../support/create-form.ts';
import { sampleDisk } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { trayRow } from '../support/uploads.ts';

const at = '/compute/images/create';

for (const language of languages) {
  const w = words[language];

  test(`a streamOptimized VMDK is staged, imported, and becomes active (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `vmdk ${language} ${Date.now()}`;
    const disk = await sampleDisk('stream.vmdk');
    await enter('admin', language, at);
    const form = createForm(page, language);
    const writes = watchWrites(page);
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
    await expect(row.getByText(w.active)).toBeVisible({ timeout: 30_000 });
    await expect(trayRow(page, language, name).row).toContainText(say(language, '已完成', 'Uploaded'));
    const [image] = await imagesNamed(cloud, name);
    expect(image).toMatchObject({ status: 'active', disk_format: 'vmdk', size: disk.buffer.length });
    expect(writes).toContain(`POST /api/image/v2/images/${image?.id}/import`);
  });

  test(`a VMDK whose data is elsewhere is refused before a byte is sent, with the line that mends it (${language})`, async ({
    page,
    enter,
  }) => {
    await enter('admin', language, at);
    const form = createForm(page, language);
    await form.name.fill('flat');
    const writes = watchWrites(page);
    await form.file.setInputFiles(await sampleDisk('flat.vmdk'));
    await expect(form.summary.getByRole('alert')).toContainText(
      say(language, '此 VMDK 的数据存放在其他文件中', 'The data of this VMDK is in other files'),
    );
    await expect(form.summary).toContainText(/qemu-img convert .*flat\.vmdk/);
    await form.submit.click();
    await expect(form.alert.first()).toContainText(
      say(language, '此文件不能作为镜像上传', 'This file cannot be uploaded as an image'),
    );
    expect(writes).toEqual([]);
  });
}
