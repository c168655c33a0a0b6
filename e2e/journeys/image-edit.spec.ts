import { expect } from '@playwright/test';
import { type CloudImage, createImage, patchImage } from '../support/cloud-client.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { recordPatches } from '../support/recorded-requests.ts';

const edit = (id: string): string => `/compute/images/${id}/edit`;

for (const language of languages) {
  const labels = labelsOf(language);
  const conflict = localized(language, '他人同时修改了此镜像', 'Somebody else has changed this image');

  test(`the form is prefilled, only what changed is sent, the rest is untouched (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `修改 ${language} ${Date.now()}`;
    const { id } = await createImage(cloud, {
      name,
      min_disk: 7,
      min_ram: 1536,
      protected: true,
      tags: ['保留'],
      vendor_secret: '{"a":"值"}',
      hw_disk_bus: 'nobody-knows-this',
    });
    const before = await cloud.image<CloudImage>('GET', `/v2/images/${id}`);
    await signInAndOpen('admin', language, edit(id));
    await expect(page.getByLabel(labels.name, { exact: true })).toHaveValue(name);
    await expect(page.getByLabel(labels.minDisk, { exact: true })).toHaveValue('7');
    await expect(page.getByLabel(labels.minMemory, { exact: true })).toHaveValue('1.5');
    await expect(page.getByRole('switch', { name: labels.protected, exact: true })).toBeChecked();
    await expect(page.getByRole('switch', { name: labels.public, exact: true })).not.toBeChecked();

    const patches = recordPatches(page);
    const renamed = `${name} 改名`;
    await page.getByLabel(labels.name, { exact: true }).fill(`  ${renamed} `);
    await page.getByLabel(labels.minDisk, { exact: true }).fill('9');
    await page.getByText(localized(language, '将要发送的修改', 'Changes to send')).click();
    await expect(page.getByText('"path":"/min_disk"')).toBeVisible();
    await page.getByRole('button', { name: labels.save, exact: true }).click();

    await expect(page.getByRole('status').filter({ hasText: localized(language, '已保存', 'is saved') })).toBeVisible();
    expect(patches).toEqual([
      expect.arrayContaining([
        { op: 'replace', path: '/name', value: renamed },
        { op: 'replace', path: '/min_disk', value: 9 },
      ]),
    ]);
    expect(patches[0]).toHaveLength(2);
    expect(await cloud.image('GET', `/v2/images/${id}`)).toEqual({
      ...before,
      name: renamed,
      min_disk: 9,
      updated_at: expect.any(String),
    });
  });

  test(`saving without a change sends nothing and says so (${language})`, async ({ page, signInAndOpen, cloud }) => {
    const { id } = await createImage(cloud, { name: `unchanged ${language} ${Date.now()}`, strange: '1' });
    await signInAndOpen('admin', language, edit(id));
    const patches = recordPatches(page);
    await page.getByRole('button', { name: labels.save, exact: true }).click();
    await expect(
      page.getByText(localized(language, '没有修改，未发送任何内容', 'Nothing was changed, so nothing was sent')),
    ).toBeVisible();
    expect(patches).toEqual([]);
  });

  test(`what somebody else changed in the same field is shown, and one chooses (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `conflict ${language} ${Date.now()}`;
    const { id } = await createImage(cloud, { name, min_disk: 1 });
    await signInAndOpen('admin', language, edit(id));
    const patches = recordPatches(page);
    await page.getByLabel(labels.name, { exact: true }).fill(`${name} mine`);
    await page.getByLabel(labels.minDisk, { exact: true }).fill('3');
    await patchImage(cloud, id, [
      { op: 'replace', path: '/name', value: `${name} theirs` },
      { op: 'add', path: '/their_note', value: '他人' },
    ]);
    await page.getByRole('button', { name: labels.save, exact: true }).click();

    const dialog = page.getByRole('dialog', { name: conflict });
    await expect(dialog.getByRole('radio')).toHaveCount(2);
    const save = dialog.getByRole('button', { name: localized(language, '按选择保存', 'Save these choices') });
    await expect(save).toBeDisabled();
    expect(patches).toEqual([]);
    await dialog.getByRole('radio', { name: `${name} theirs` }).check();
    await save.click();
    await expect(page.getByRole('heading', { name: `${name} theirs` })).toBeVisible();
    expect(patches).toEqual([[{ op: 'replace', path: '/min_disk', value: 3 }]]);
    expect(await cloud.image('GET', `/v2/images/${id}`)).toMatchObject({
      name: `${name} theirs`,
      min_disk: 3,
      their_note: '他人',
    });
  });

  test(`one’s own value can be chosen as well, or one goes back to the form (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `mine ${language} ${Date.now()}`;
    const { id } = await createImage(cloud, { name });
    await signInAndOpen('admin', language, edit(id));
    await page.getByLabel(labels.name, { exact: true }).fill(`${name} mine`);
    await patchImage(cloud, id, [{ op: 'replace', path: '/name', value: `${name} theirs` }]);
    await page.getByRole('button', { name: labels.save, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: conflict });
    await dialog.getByRole('button', { name: localized(language, '返回表单', 'Back to the form') }).click();
    await expect(page.getByLabel(labels.name, { exact: true })).toHaveValue(`${name} mine`);
    await page.getByRole('button', { name: labels.save, exact: true }).click();
    await dialog.getByRole('radio', { name: `${name} mine` }).check();
    await dialog.getByRole('button', { name: localized(language, '按选择保存', 'Save these choices') }).click();
    await expect(page.getByRole('heading', { name: `${name} mine` })).toBeVisible();
  });

  test(`changes in other fields are merged, and both stay (${language})`, async ({ page, signInAndOpen, cloud }) => {
    const name = `merged ${language} ${Date.now()}`;
    const { id } = await createImage(cloud, { name });
    await signInAndOpen('admin', language, edit(id));
    await page.getByLabel(labels.minMemory, { exact: true }).fill('2');
    await patchImage(cloud, id, [{ op: 'replace', path: '/name', value: `${name} theirs` }]);
    await page.getByRole('button', { name: labels.save, exact: true }).click();
    await expect(
      page.getByText(localized(language, '他人同时所做的修改已保留', 'what somebody else changed meanwhile is kept')),
    ).toBeVisible();
    expect(await cloud.image('GET', `/v2/images/${id}`)).toMatchObject({ name: `${name} theirs`, min_ram: 2048 });
  });

  for (const visibility of ['shared', 'community'] as const) {
    test(`an image that is ${visibility} stays so (${language})`, async ({ page, signInAndOpen, cloud }) => {
      const name = `${visibility} ${language} ${Date.now()}`;
      const { id } = await createImage(cloud, { name, visibility });
      await signInAndOpen('admin', language, edit(id));
      const patches = recordPatches(page);
      await expect(page.getByRole('switch', { name: labels.public, exact: true })).not.toBeChecked();
      await page.getByLabel(labels.name, { exact: true }).fill(`${name} 2`);
      await page.getByRole('button', { name: labels.save, exact: true }).click();
      await expect(page.getByRole('heading', { name: `${name} 2` })).toBeVisible();
      expect(patches).toEqual([[{ op: 'replace', path: '/name', value: `${name} 2` }]]);
      expect(await cloud.image('GET', `/v2/images/${id}`)).toMatchObject({ visibility });
    });
  }
}

test('an image is made public on purpose', async ({ page, signInAndOpen, cloud }) => {
  const labels = labelsOf('zh-CN');
  const { id } = await createImage(cloud, { name: `公开 ${Date.now()}`, visibility: 'shared' });
  await signInAndOpen('admin', 'zh-CN', edit(id));
  const patches = recordPatches(page);
  await page.getByRole('switch', { name: labels.public, exact: true }).click();
  await page.getByRole('button', { name: labels.save, exact: true }).click();
  await expect.poll(() => patches).toEqual([[{ op: 'replace', path: '/visibility', value: 'public' }]]);
});
