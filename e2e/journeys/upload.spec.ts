import { type CloudImage, imagesNamed } from '../support/cloud.ts';
import { type DiskImage, makeRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { beginUpload, slowly, trayRow } from '../support/uploads.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  disk = await makeRaw(32);
});
test.afterAll(() => disk.remove());

const arrived = { status: 'active', size: 32 * MiB } satisfies Partial<CloudImage>;

for (const language of languages) {
  const w = words[language];

  test(`an upload pauses and goes on, and what arrives is what was sent (${language})`, { tag: '@embedded' }, async ({
    page,
    enter,
    fail,
    cloud,
  }) => {
    const name = `paused ${language} ${Date.now()}`;
    await enter('admin', language, at);
    await fail(slowly(8 * MiB));
    const upload = await beginUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    await upload.button('暂停上传', 'Pause upload of').click();
    await expect(upload.row).toContainText(say(language, '已暂停', 'Paused'));
    expect(await upload.percent()).toBeLessThan(100);
    await expect(page.getByRole('row').filter({ hasText: name })).not.toContainText(w.active);

    await upload.button('继续上传', 'Resume upload of').click();
    await expect(upload.row).toContainText(say(language, '已完成', 'Uploaded'));
    await expect(page.getByRole('row').filter({ hasText: name }).getByText(w.active)).toBeVisible();
    expect(await imagesNamed(cloud, name)).toMatchObject([{ ...arrived, os_hash_value: disk.sha512 }]);
  });

  test(`cancelling asks first, and takes the half-made image along (${language})`, { tag: '@embedded' }, async ({
    page,
    enter,
    fail,
    cloud,
  }) => {
    const name = `cancelled ${language} ${Date.now()}`;
    await enter('admin', language, at);
    await fail(slowly(4 * MiB));
    const upload = await beginUpload(page, language, name, disk.path);
    await upload.button('取消上传', 'Cancel upload of').click();
    const question = page.getByRole('dialog', {
      name: say(language, `取消上传“${name}”？`, `Cancel the upload of “${name}”?`),
    });
    await question.getByRole('button', { name: w.cancel, exact: true }).click();
    await expect(upload.row).not.toContainText(say(language, '已取消', 'Cancelled'));

    await upload.button('取消上传', 'Cancel upload of').click();
    await question
      .getByRole('button', { name: say(language, '取消上传并删除镜像', 'Cancel upload and delete image') })
      .click();
    await expect(upload.row).toContainText(say(language, '未完成的镜像已删除', 'The unfinished image is deleted'));
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
    expect(await imagesNamed(cloud, name)).toEqual([]);
  });
}

test('the network goes away in the middle and comes back: the upload goes on by itself', { tag: '@embedded' }, async ({
  page,
  context,
  enter,
  fail,
  cloud,
}) => {
  const name = `cut ${Date.now()}`;
  await enter('admin', 'zh-CN', at);
  await fail(slowly(8 * MiB));
  const upload = await beginUpload(page, 'zh-CN', name, disk.path);
  await expect.poll(upload.percent).toBeGreaterThan(0);
  await context.setOffline(true);
  await expect(upload.row).toContainText('正在重新连接');
  await context.setOffline(false);
  await expect(upload.row).toContainText('已完成', { timeout: 40_000 });
  expect(await imagesNamed(cloud, name)).toMatchObject([{ ...arrived, os_hash_value: disk.sha512 }]);
});

test('other pages of the console are open meanwhile, and the tray goes along', { tag: '@embedded' }, async ({
  page,
  enter,
  fail,
  cloud,
}) => {
  const w = words['en-US'];
  const name = `meanwhile ${Date.now()}`;
  await enter('admin', 'en-US', at);
  await fail(slowly(6 * MiB));
  await beginUpload(page, 'en-US', name, disk.path);
  await page.getByRole('searchbox', { name: w.search }).fill('Ubuntu 24.04');
  // The list is still walking and filtering: a link drawn anew under the pointer is clicked again.
  await expect(async () => {
    await page.getByRole('link', { name: /Ubuntu 24\.04/ }).click({ timeout: 2000 });
    await expect(page.getByRole('heading', { name: /Ubuntu 24\.04/ })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page.getByRole('button', { name: 'Uploads, 1 in progress' })).toBeVisible();
  await page.getByRole('link', { name: w.images, exact: true }).click();
  await page.getByRole('link', { name: w.create }).click();
  await expect(page.getByLabel(w.name, { exact: true })).toBeVisible();

  await expect(page.getByRole('button', { name: 'Uploads, none in progress' })).toBeVisible({ timeout: 30_000 });
  await expect(trayRow(page, 'en-US', name).row).toContainText('Uploaded');
  expect(await imagesNamed(cloud, name)).toMatchObject([{ ...arrived, os_hash_value: disk.sha512 }]);
});
