import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { startUpload } from '../support/upload-tray.ts';

const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  // More than one slice: what was sent of the last one counts as whole, and the cloud is given longer.
  disk = await createRawFile(24);
});
test.afterAll(() => disk.remove());

test.describe('where a worker of the cloud dies', { tag: '@embedded' }, () => {
  const language = 'zh-CN';
  test('the image is said to be stuck, and is made anew with the form as it was', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `stuck ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, '/compute/images/create');
    const form = imageForm(page, language);
    await form.description.fill('kept words');
    await faults.set({
      match: { service: 'image', method: 'PUT', path: '/file$' },
      effect: { kind: 'die', afterBytes: 2 * MiB },
    });
    const upload = await startUpload(page, language, name, disk.path);
    await expect(upload.row.getByRole('alert')).toContainText('镜像一直停在“保存中”', { timeout: 40_000 });
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'saving' }]);

    await faults.clear();
    await upload.button('删除并重新创建', 'Delete and create again').click();
    const anew = '删除并重新创建';
    await page.getByRole('dialog').getByRole('button', { name: anew, exact: true }).click();
    await expect(form.description).toHaveValue('kept words');
    await expect(form.name).toHaveValue(name);
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  });
});
