import { expect, type Page } from '@playwright/test';
import { type CloudImage, createImage, patchImage } from '../support/cloud-client.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, languages, localized } from '../support/labels.ts';
import { recordPatches } from '../support/recorded-requests.ts';

const found = (mark: string): string => `/compute/images?q=${encodeURIComponent(mark)}`;

const tagDialog = (page: Page, language: Language) =>
  page.getByRole('dialog', { name: localized(language, '编辑资源标签', 'Edit tags') });

for (const language of languages) {
  const labels = labelsOf(language);
  const rename = (tag: string): string => localized(language, `重命名 ${tag}`, `Rename ${tag}`);
  const remove = (tag: string): string => localized(language, `移除 ${tag}`, `Remove ${tag}`);

  test(`Chinese tags are added, renamed and removed, by one patch (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const { id, name } = await createImage(cloud, { name: `标签 ${language} ${Date.now()}`, tags: ['旧标签', '生产'] });
    await signInAndOpen('admin', language, `/compute/images/${id}`);
    const patches = recordPatches(page);
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    await expect(dialog).toContainText(name);

    const field = dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true });
    await field.fill('部门=研发/甲?');
    await field.press('Enter');
    await dialog.getByRole('button', { name: rename('旧标签'), exact: true }).click();
    const renaming = dialog.getByRole('textbox', { name: rename('旧标签'), exact: true });
    await renaming.fill('新标签');
    await renaming.press('Enter');
    await dialog.getByRole('button', { name: remove('生产'), exact: true }).click();
    await dialog.getByRole('button', { name: labels.save, exact: true }).click();

    await expect(dialog).toBeHidden();
    await expect(page.getByText('部门=研发/甲?').first()).toBeVisible();
    expect(patches).toHaveLength(1);
    const { tags } = await cloud.image<CloudImage>('GET', `/v2/images/${id}`);
    expect([...tags].sort()).toEqual(['新标签', '部门=研发/甲?'].sort());
  });

  test(`a tag that is there already, or is too long, is said at the field (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `rules ${language} ${Date.now()}`, tags: ['测试'] });
    await signInAndOpen('admin', language, `/compute/images/${id}`);
    const patches = recordPatches(page);
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    const field = dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true });
    for (const [tag, said] of [
      ['测试', localized(language, '已有标签“测试”', 'There is a tag “测试” already')],
      [
        '长'.repeat(256),
        localized(language, '标签最多 255 个字符，现在有 256 个', 'At most 255 characters. This tag has 256'),
      ],
    ] as const) {
      await field.fill(tag);
      await field.press('Enter');
      await expect(field).toHaveAccessibleDescription(new RegExp(said));
      await expect(field).toHaveValue(tag);
    }
    expect(patches).toEqual([]);
  });

  test(`what somebody else has tagged in the meantime stays, and is said (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `both ${language} ${Date.now()}`, tags: ['共同'] });
    await signInAndOpen('admin', language, `/compute/images/${id}`);
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    await dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true }).fill('我的');
    await patchImage(cloud, id, [{ op: 'replace', path: '/tags', value: ['共同', '他人'] }]);
    await dialog.getByRole('button', { name: labels.save, exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText(
      localized(language, '其他人添加了：他人', 'Added by others: 他人'),
    );
    const { tags } = await cloud.image<CloudImage>('GET', `/v2/images/${id}`);
    expect([...tags].sort()).toEqual(['他人', '共同', '我的'].sort());
  });

  test(`several images at once: one fails, the others are done, the failed one is tried again (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, cloud, faults }) => {
    const mark = `批量 ${language} ${Date.now()}`;
    const images = [];
    for (const part of ['a', 'b', 'c'])
      images.push(await createImage(cloud, { name: `${mark} ${part}`, tags: ['旧'] }));
    const [first, second, third] = images.map(({ id }) => id);
    await signInAndOpen('admin', language, found(mark));
    for (const { name } of images) {
      await page
        .getByRole('checkbox', { name: localized(language, `选择镜像 ${name}`, `Select image ${name}`), exact: true })
        .check();
    }
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    const field = dialog.getByLabel(localized(language, '为所选镜像添加标签', 'Add tags to the images'), {
      exact: true,
    });
    await field.fill('批次一');
    await field.press('Enter');
    await faults.set({
      match: { service: 'image', method: 'PATCH', path: `${second}$` },
      effect: { kind: 'status', status: 500, body: 'boom', contentType: 'text/plain' },
    });
    await dialog.getByRole('button', { name: localized(language, '保存到 3 个镜像', 'Save to 3 images') }).click();

    const trouble = dialog.getByRole('alert');
    await expect(trouble).toContainText(`${mark} b`);
    await expect(trouble).not.toContainText(`${mark} a`);
    await expect(trouble).toContainText(localized(language, '云平台服务异常', 'The cloud ran into an error'));
    await expect(trouble).toContainText(labels.requestId);
    for (const id of [first, third]) {
      expect((await cloud.image<CloudImage>('GET', `/v2/images/${id}`)).tags).toContain('批次一');
    }

    await faults.clear();
    await dialog.getByRole('button', { name: localized(language, '重试 1 个镜像', 'Try 1 image again') }).click();
    await expect(dialog).toBeHidden();
    const { tags } = await cloud.image<CloudImage>('GET', `/v2/images/${second}`);
    expect([...tags].sort()).toEqual(['批次一', '旧'].sort());
  });
}
