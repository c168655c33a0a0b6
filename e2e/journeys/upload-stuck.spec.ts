import { imagesNamed } from '../support/cloud.ts';
import { createForm } from '../support/create-form.ts';
import { type DiskImage, makeRaw } from '../support/disk-image.ts';
import { expect, test } from '../support/journey.ts';
import { beginUpload } from '../support/uploads.ts';

const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  // More than one slice: what was sent of the last one counts as whole, and the cloud is given longer.
  disk = await makeRaw(24);
});
test.afterAll(() => disk.remove());

test.describe('where a worker of the cloud dies', { tag: '@embedded' }, () => {
  const language = 'zh-CN';
  test('the image is said to be stuck, and is made anew with the form as it was', async ({
    page,
    enter,
    fail,
    cloud,
  }) => {
    const name = `stuck ${language} ${Date.now()}`;
    await enter('admin', language, '/compute/images/create');
    const form = createForm(page, language);
    await form.description.fill('kept words');
    await fail({
      match: { service: 'image', method: 'PUT', path: '/file$' },
      effect: { kind: 'die', afterBytes: 2 * MiB },
    });
    const upload = await beginUpload(page, language, name, disk.path);
    await expect(upload.row.getByRole('alert')).toContainText('镜像一直停在“保存中”', { timeout: 40_000 });
    expect(await imagesNamed(cloud, name)).toMatchObject([{ status: 'saving' }]);

    await fail();
    await upload.button('删除并重新创建', 'Delete and create again').click();
    const anew = '删除并重新创建';
    await page.getByRole('dialog').getByRole('button', { name: anew, exact: true }).click();
    await expect(form.description).toHaveValue('kept words');
    await expect(form.name).toHaveValue(name);
    await expect.poll(() => imagesNamed(cloud, name)).toEqual([]);
  });
});
