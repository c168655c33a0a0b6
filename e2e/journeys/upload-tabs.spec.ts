import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { slowRead, startUpload, uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  disk = await createRawFile(24);
});
test.afterAll(() => disk.remove());

for (const language of languages) {
  test(`two tabs: an upload runs in one of them, the other one shows that and takes it over when the first is closed (${language})`, {
    tag: '@embedded',
  }, async ({ page, context, signInAndOpen, faults, cloud }) => {
    const name = `two tabs ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    await faults.set(slowRead(3 * MiB));
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);

    const second = await context.newPage();
    await second.goto(`/compute/images?lang=${language}`);
    await second
      .getByRole('button', { name: localized(language, '上传任务，没有进行中的任务', 'Uploads, none in progress') })
      .click();
    const row = uploadRow(second, language, name);
    await expect(row.row).toContainText(localized(language, '正在另一个标签页中上传', 'It runs in another tab'));
    await expect(row.row.getByRole('button')).toHaveCount(0);

    await page.close();
    await expect(row.row).toContainText(localized(language, '等待选择文件', 'Waiting for its file'));
    await row.file.setInputFiles(disk.path);
    await expect(row.row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', os_hash_value: disk.sha512 }]);
  });
}

test('the same file in two tabs at once makes two whole images', { tag: '@embedded' }, async ({
  page,
  context,
  signInAndOpen,
  faults,
  cloud,
}) => {
  const labels = labelsOf('zh-CN');
  const names = [`first ${Date.now()}`, `second ${Date.now()}`] as const;
  await signInAndOpen('admin', 'zh-CN', at);
  const second = await context.newPage();
  await second.goto(`${at}?lang=zh-CN`);
  await faults.set(slowRead(8 * MiB));
  const [one, other] = await Promise.all([
    startUpload(page, 'zh-CN', names[0], disk.path),
    startUpload(second, 'zh-CN', names[1], disk.path),
  ]);
  await expect(one.row).toContainText('已完成', { timeout: 40_000 });
  await expect(other.row).toContainText('已完成', { timeout: 40_000 });
  for (const name of names) {
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', os_hash_value: disk.sha512 }]);
  }
  await expect(second.getByRole('row').filter({ hasText: names[1] }).getByText(labels.active)).toBeVisible();
});
