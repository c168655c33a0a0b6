import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { imagesNamed } from '../support/cloud.ts';
import { createForm } from '../support/create-form.ts';
import { type DiskImage, makeRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { beginUpload, trayRow } from '../support/uploads.ts';

const at = '/compute/images/create';
const data = { service: 'image', method: 'PUT', path: '/file$' } as const;
let disk: Omit<DiskImage, 'madeBy'>;
let sha256: string;

test.beforeAll(async () => {
  disk = await makeRaw(4);
  sha256 = createHash('sha256')
    .update(await readFile(disk.path))
    .digest('hex');
});
test.afterAll(() => disk.remove());

for (const language of languages) {
  const w = words[language];
  const checksumLabel = say(language, '校验值', 'Checksum');

  test(`a pasted checksum that fits is a success, and the SHA-512 can be copied (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `checked ${language} ${Date.now()}`;
    await enter('admin', language, at);
    await page.getByLabel(checksumLabel).fill(`${sha256}  disk.raw`);
    await expect(page.getByText(say(language, '识别为 SHA-256', 'Recognized as SHA-256'))).toBeVisible();
    const upload = await beginUpload(page, language, name, disk.path);
    await expect(upload.row).toContainText(say(language, '已完成', 'Uploaded'), { timeout: 30_000 });
    await expect(upload.row.getByTitle(disk.sha512)).toBeVisible();
    await expect(upload.row.getByRole('button', { name: say(language, '复制SHA-512', 'Copy SHA-512') })).toBeVisible();
    expect(await imagesNamed(cloud, name)).toMatchObject([{ os_hash_value: disk.sha512 }]);
    await cloud.image('DELETE', `/v2/images/${(await imagesNamed(cloud, name))[0]?.id}`);
  });

  test(`a pasted checksum that differs is never a success: the image can be kept, or made anew with the form as it was (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `differs ${language} ${Date.now()}`;
    await enter('admin', language, at);
    const form = createForm(page, language);
    await form.description.fill('kept words');
    await page.getByLabel(checksumLabel).fill('00'.repeat(32));
    const upload = await beginUpload(page, language, name, disk.path);
    await expect(upload.row.getByRole('alert')).toContainText(
      say(language, '文件与填写的校验值不符', 'The file does not match the checksum you entered'),
    );
    await expect(upload.row).not.toContainText(say(language, '已完成', 'Uploaded'));
    await expect(upload.button('保留镜像', 'Keep image')).toBeVisible();

    await upload.button('删除并重新创建', 'Delete and create again').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, '删除并重新创建', 'Delete and create again'), exact: true })
      .click();
    await expect(form.name).toHaveValue(name);
    await expect(form.description).toHaveValue('kept words');
    await expect.poll(async () => (await imagesNamed(cloud, name)).length).toBe(0);
  });

  test(`a checksum of no kind is refused at its field (${language})`, async ({ page, enter }) => {
    await enter('admin', language, at);
    await page.getByLabel(checksumLabel).fill('not a checksum');
    await page.getByRole('button', { name: w.submit, exact: true }).click();
    await expect(page.getByLabel(checksumLabel)).toHaveAttribute('aria-invalid', 'true');
  });

  test(`data the cloud finds to be of another format spoils its image: only a new one is offered, the form kept (${language})`, {
    tag: '@embedded',
  }, async ({ page, enter, fail, cloud }) => {
    const name = `other format ${language} ${Date.now()}`;
    await enter('admin', language, at);
    await fail(
      { match: data, effect: { kind: 'delay', ms: 2500 } },
      { match: data, effect: { kind: 'status', status: 415, body: 'Unsupported', contentType: 'text/html' } },
    );
    await beginUpload(page, language, name, disk.path);
    const upload = trayRow(page, language, name);
    await expect(upload.row.getByRole('alert')).toBeVisible();
    await expect(upload.button('重试上传', 'Retry upload of')).toHaveCount(0);
    await upload.button('删除并重新创建', 'Delete and create again').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, '删除并重新创建', 'Delete and create again'), exact: true })
      .click();
    await expect(createForm(page, language).name).toHaveValue(name);
    await expect.poll(async () => (await imagesNamed(cloud, name)).length).toBe(0);
  });
}
