import { expect, type Page } from '@playwright/test';
import { createImage, getImage, patchImage } from '../support/cloud-client.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { type Language, localized } from '../support/labels.ts';
import { recordPatches } from '../support/recorded-requests.ts';

const tagDialog = (page: Page, language: Language) =>
  page.getByRole('dialog', { name: localized(language, '编辑资源标签', 'Edit tags') });

test.describe('editing tags', () => {
  test('one patch adds, renames and removes Chinese tags', async ({ page, language, labels, signInAndOpen, cloud }) => {
    const { id, name } = await createImage(cloud, { name: `标签 ${Date.now()}`, tags: ['旧标签', '生产'] });
    const rename = localized(language, '重命名 旧标签', 'Rename 旧标签');
    await signInAndOpen('admin', `/compute/images/${id}`);
    const patches = recordPatches(page);
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    await expect(dialog).toContainText(name);

    const field = dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true });
    await field.fill('部门=研发/甲?');
    await field.press('Enter');
    await dialog.getByRole('button', { name: rename, exact: true }).click();
    const renameField = dialog.getByRole('textbox', { name: rename, exact: true });
    await renameField.fill('新标签');
    await renameField.press('Enter');
    await dialog.getByRole('button', { name: localized(language, '移除 生产', 'Remove 生产'), exact: true }).click();
    await dialog.getByRole('button', { name: labels.save, exact: true }).click();

    await expect(dialog).toBeHidden();
    await expect(page.getByText('部门=研发/甲?').first()).toBeVisible();
    expect(patches).toHaveLength(1);
    const { tags } = await getImage(cloud, id);
    expect([...tags].sort()).toEqual(['新标签', '部门=研发/甲?'].sort());
  });

  test('a tag that exists or is too long is explained at the field', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `rules ${Date.now()}`, tags: ['测试'] });
    await signInAndOpen('admin', `/compute/images/${id}`);
    const patches = recordPatches(page);
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    const field = dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true });
    for (const { tag, message } of [
      { tag: '测试', message: localized(language, '已有标签“测试”', 'There is a tag “测试” already') },
      {
        tag: '长'.repeat(256),
        message: localized(language, '标签最多 255 个字符，现在有 256 个', 'At most 255 characters. This tag has 256'),
      },
    ]) {
      await field.fill(tag);
      await field.press('Enter');
      await expect(field).toHaveAccessibleDescription(new RegExp(message));
      await expect(field).toHaveValue(tag);
    }
    expect(patches).toEqual([]);
  });

  test('a tag that another user has added meanwhile is kept and named', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `both ${Date.now()}`, tags: ['共同'] });
    await signInAndOpen('admin', `/compute/images/${id}`);
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    await dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true }).fill('我的');
    await patchImage(cloud, id, [{ op: 'replace', path: '/tags', value: ['共同', '他人'] }]);
    await dialog.getByRole('button', { name: labels.save, exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText(
      localized(language, '其他人添加了：他人', 'Added by others: 他人'),
    );
    const { tags } = await getImage(cloud, id);
    expect([...tags].sort()).toEqual(['他人', '共同', '我的'].sort());
  });

  test('several images are tagged although one fails, which can be retried', { tag: '@embedded' }, async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
    faults,
  }) => {
    const prefix = `批量 ${Date.now()}`;
    const images = [];
    for (const suffix of ['a', 'b', 'c'])
      images.push(await createImage(cloud, { name: `${prefix} ${suffix}`, tags: ['旧'] }));
    const [first = '', failing = '', third = ''] = images.map(({ id }) => id);
    const list = imageList(page, language);
    await signInAndOpen('admin', listAddress(prefix));
    for (const { name } of images) await list.checkbox(name).check();
    await page.getByRole('button', { name: labels.editTags, exact: true }).click();
    const dialog = tagDialog(page, language);
    const field = dialog.getByLabel(localized(language, '为所选镜像添加标签', 'Add tags to the images'), {
      exact: true,
    });
    await field.fill('批次一');
    await field.press('Enter');
    await faults.set({
      match: { service: 'image', method: 'PATCH', path: `${failing}$` },
      effect: { kind: 'status', status: 500, body: 'boom', contentType: 'text/plain' },
    });
    await dialog.getByRole('button', { name: localized(language, '保存到 3 个镜像', 'Save to 3 images') }).click();

    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText(`${prefix} b`);
    await expect(alert).not.toContainText(`${prefix} a`);
    await expect(alert).toContainText(localized(language, '云平台服务异常', 'The cloud ran into an error'));
    await expect(alert).toContainText(labels.requestId);
    for (const id of [first, third]) expect((await getImage(cloud, id)).tags).toContain('批次一');

    await faults.clear();
    await dialog.getByRole('button', { name: localized(language, '重试 1 个镜像', 'Try 1 image again') }).click();
    await expect(dialog).toBeHidden();
    expect([...(await getImage(cloud, failing)).tags].sort()).toEqual(['批次一', '旧'].sort());
  });
});
