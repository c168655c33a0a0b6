import { expect } from '@playwright/test';
import { createImage, findImagesByName, patchImage } from '../support/cloud-client.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';

for (const language of languages) {
  test.describe(language, () => {
    // As the reader's browser asks, so that it stays through reloading.
    test.use({ locale: language });
    const labels = labelsOf(language);
    const whyProtected = localized(language, '镜像受保护', 'The image is protected');

    test(`a protected image stays, says why, and goes once it is not protected`, async ({
      page,
      signInAndOpen,
      cloud,
    }) => {
      const image = await createImage(cloud, { name: `protected ${language} ${Date.now()}`, protected: true });
      const list = imageList(page, language);
      await signInAndOpen('admin', language, listAddress(image.name));
      const item = (await list.openRowMenu(image.name)).getByRole('menuitem', { name: labels.delete });
      await expect(item).toBeDisabled();
      await expect(item).toContainText(whyProtected);
      await page.keyboard.press('Escape');

      await list.names.first().click();
      const button = page.getByRole('button', { name: labels.delete, exact: true });
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(page.getByRole('tooltip')).toContainText(whyProtected);

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

    test(`protected behind the page’s back: the cloud’s refusal is said and the image stays`, async ({
      page,
      signInAndOpen,
      cloud,
    }) => {
      const image = await createImage(cloud, { name: `protected late ${language} ${Date.now()}` });
      await signInAndOpen('admin', language, `/compute/images/${image.id}`);
      await page.getByRole('button', { name: labels.delete, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(image.name);
      await patchImage(cloud, image.id, [{ op: 'replace', path: '/protected', value: true }]);
      await dialog.getByRole('button', { name: labels.delete, exact: true }).click();
      await expect(dialog.getByRole('alert')).toContainText(localized(language, '受保护', 'protected'));
      expect(await findImagesByName(cloud, image.name)).toHaveLength(1);
    });

    test(`of several, one failing does not stop the rest, and each outcome is told`, { tag: '@embedded' }, async ({
      page,
      signInAndOpen,
      cloud,
      faults,
    }) => {
      const mark = `batch ${language} ${Date.now()}`;
      const kept = await createImage(cloud, { name: `${mark} protected`, protected: true });
      const stuck = await createImage(cloud, { name: `${mark} stuck` });
      const free = [
        await createImage(cloud, { name: `${mark} free a` }),
        await createImage(cloud, { name: `${mark} free b` }),
      ];
      const list = imageList(page, language);
      await signInAndOpen('admin', language, `${listAddress(mark)}&sort=name:asc`);
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
      const staying = dialog.getByRole('listitem').filter({ hasText: kept.name });
      await expect(staying).toContainText(whyProtected);
      await faults.set({
        match: { service: 'image', method: 'DELETE', path: `/${stuck.id}$` },
        effect: { kind: 'status', status: 500, body: 'boom' },
      });
      await dialog.getByRole('button', { name: localized(language, '删除 3 个镜像', 'Delete 3 images') }).click();

      const failed = dialog.getByRole('alert');
      await expect(failed).toContainText(stuck.name);
      await expect(failed).toContainText(localized(language, '云平台服务异常', 'The cloud ran into an error'));
      await expect(failed).toContainText(labels.requestId);
      await expect(failed.getByText('boom')).toBeHidden();
      await expect(page.getByText(localized(language, '已删除 2 个镜像', '2 images deleted')).first()).toBeVisible();
      await expect(list.names).toHaveText([kept.name, stuck.name]);
      for (const { name } of free) expect(await findImagesByName(cloud, name)).toEqual([]);

      await faults.clear();
      await dialog.getByRole('button', { name: localized(language, '重试删除', 'Try again') }).click();
      await expect(dialog).toBeHidden();
      await expect(list.names).toHaveText([kept.name]);
      expect(await findImagesByName(cloud, stuck.name)).toEqual([]);
    });

    test(`a public image goes only after its name has been typed`, async ({ page, signInAndOpen, cloud }) => {
      const { id, name } = await createImage(cloud, { name: `public ${Date.now()} 公用`, visibility: 'public' });
      await signInAndOpen('admin', language, `/compute/images/${id}`);
      await page.getByRole('button', { name: labels.delete, exact: true }).click();
      const dialog = page.getByRole('dialog');
      const goes = dialog.getByRole('button', { name: labels.delete, exact: true });
      await expect(goes).toBeDisabled();
      await dialog.getByRole('textbox').fill(name);
      await goes.click();
      await expect(page.getByText(localized(language, `已删除镜像 ${name}`, `Image ${name} deleted`))).toBeVisible();
      expect(await findImagesByName(cloud, name)).toEqual([]);
    });
  });
}
