import { expect } from '@playwright/test';
import { createImage, findImagesByName, patchImage } from '../support/cloud-client.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';

test.describe('deleting images', () => {
  test('a protected image can be deleted only after its protection is removed', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const protectedReason = localized(language, '镜像受保护', 'The image is protected');
    const image = await createImage(cloud, { name: `protected ${Date.now()}`, protected: true });
    const list = imageList(page, language);
    await signInAndOpen('admin', listAddress(image.name));
    const item = (await list.openRowMenu(image.name)).getByRole('menuitem', { name: labels.delete });
    await expect(item).toBeDisabled();
    await expect(item).toContainText(protectedReason);
    await page.keyboard.press('Escape');

    await list.names.first().click();
    const button = page.getByRole('button', { name: labels.delete, exact: true });
    await expect(button).toBeDisabled();
    await button.focus();
    await expect(page.getByRole('tooltip')).toContainText(protectedReason);

    await patchImage(cloud, image.id, [{ op: 'replace', path: '/protected', value: false }]);
    await page.reload();
    await button.click();
    const dialog = page.getByRole('dialog', { name: localized(language, '删除镜像', 'Delete image') });
    await expect(dialog).toContainText(image.name);
    await dialog.getByRole('button', { name: labels.delete, exact: true }).click();
    await expect(
      page.getByText(localized(language, `已删除镜像 ${image.name}`, `Image ${image.name} deleted`)).first(),
    ).toBeVisible();
    await expect(list.table).toBeVisible();
    expect(await findImagesByName(cloud, image.name)).toEqual([]);
  });

  test('the dialog shows the cloud’s refusal when another user protects the image meanwhile', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const image = await createImage(cloud, { name: `protected late ${Date.now()}` });
    await signInAndOpen('admin', `/compute/images/${image.id}`);
    await page.getByRole('button', { name: labels.delete, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(image.name);
    await patchImage(cloud, image.id, [{ op: 'replace', path: '/protected', value: true }]);
    await dialog.getByRole('button', { name: labels.delete, exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(localized(language, '受保护', 'protected'));
    expect(await findImagesByName(cloud, image.name)).toHaveLength(1);
  });

  test('several selected images are deleted although one fails, which can be retried', { tag: '@embedded' }, async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
    faults,
  }) => {
    const prefix = `batch ${Date.now()}`;
    const protectedImage = await createImage(cloud, { name: `${prefix} protected`, protected: true });
    const failing = await createImage(cloud, { name: `${prefix} stuck` });
    const deletable = [
      await createImage(cloud, { name: `${prefix} free a` }),
      await createImage(cloud, { name: `${prefix} free b` }),
    ];
    const list = imageList(page, language);
    await signInAndOpen('admin', `${listAddress(prefix)}&sort=name:asc`);
    await expect(list.names).toHaveCount(4);
    await page
      .getByRole('checkbox', { name: localized(language, '选择本页全部镜像', 'Select all images on this page') })
      .check();
    await expect(page.getByText(localized(language, '已选择 4 个镜像', '4 images selected'))).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: labels.delete, exact: true }).click();

    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(
      localized(language, '以下 3 个镜像将被永久删除', 'These 3 images will be deleted for good'),
    );
    await expect(dialog.getByRole('listitem').filter({ hasText: protectedImage.name })).toContainText(
      localized(language, '镜像受保护', 'The image is protected'),
    );
    await faults.set({
      match: { service: 'image', method: 'DELETE', path: `/${failing.id}$` },
      effect: { kind: 'status', status: 500, body: 'boom' },
    });
    await dialog.getByRole('button', { name: localized(language, '删除 3 个镜像', 'Delete 3 images') }).click();

    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText(failing.name);
    await expect(alert).toContainText(localized(language, '云平台服务异常', 'The cloud ran into an error'));
    await expect(alert).toContainText(labels.requestId);
    await expect(alert.getByText('boom')).toBeHidden();
    await expect(page.getByText(localized(language, '已删除 2 个镜像', '2 images deleted')).first()).toBeVisible();
    await expect(list.names).toHaveText([protectedImage.name, failing.name]);
    for (const { name } of deletable) expect(await findImagesByName(cloud, name)).toEqual([]);

    await faults.clear();
    await dialog.getByRole('button', { name: localized(language, '重试删除', 'Try again') }).click();
    await expect(dialog).toBeHidden();
    await expect(list.names).toHaveText([protectedImage.name]);
    expect(await findImagesByName(cloud, failing.name)).toEqual([]);
  });

  test('a public image can be deleted only after its name has been typed', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const { id, name } = await createImage(cloud, { name: `public ${Date.now()} 公用`, visibility: 'public' });
    await signInAndOpen('admin', `/compute/images/${id}`);
    await page.getByRole('button', { name: labels.delete, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: labels.delete, exact: true });
    await expect(confirm).toBeDisabled();
    await dialog.getByRole('textbox').fill(name);
    await confirm.click();
    await expect(page.getByText(localized(language, `已删除镜像 ${name}`, `Image ${name} deleted`))).toBeVisible();
    expect(await findImagesByName(cloud, name)).toEqual([]);
  });
});
