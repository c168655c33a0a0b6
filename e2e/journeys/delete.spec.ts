import { giveImage, imagesNamed, patchImage } from '../support/cloud.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { imageList, searchFor } from '../support/list.ts';

for (const language of languages) {
  test.describe(language, () => {
    // As the reader's browser asks, so that it stays through reloading.
    test.use({ locale: language });
    const w = words[language];
    const whyProtected = say(language, '镜像受保护', 'The image is protected');

    test(`a protected image stays, says why, and goes once it is not protected`, async ({ page, enter, cloud }) => {
      const image = await giveImage(cloud, { name: `protected ${language} ${Date.now()}`, protected: true });
      const list = imageList(page, language);
      await enter('admin', language, searchFor(image.name));
      const item = (await list.more(image.name)).getByRole('menuitem', { name: w.delete });
      await expect(item).toBeDisabled();
      await expect(item).toContainText(whyProtected);
      await page.keyboard.press('Escape');

      await list.names.first().click();
      const button = page.getByRole('button', { name: w.delete, exact: true });
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(page.getByRole('tooltip')).toContainText(whyProtected);

      await patchImage(cloud, image.id, [{ op: 'replace', path: '/protected', value: false }]);
      await page.reload();
      await button.click();
      const dialog = page.getByRole('dialog', { name: say(language, '删除镜像', 'Delete image') });
      await expect(dialog).toContainText(image.name);
      await dialog.getByRole('button', { name: w.delete, exact: true }).click();
      await expect(
        page.getByText(say(language, `已删除镜像 ${image.name}`, `Image ${image.name} deleted`)).first(),
      ).toBeVisible();
      await expect(list.table).toBeVisible();
      expect(await imagesNamed(cloud, image.name)).toEqual([]);
    });

    test(`protected behind the page’s back: the cloud’s refusal is said and the image stays`, async ({
      page,
      enter,
      cloud,
    }) => {
      const image = await giveImage(cloud, { name: `protected late ${language} ${Date.now()}` });
      await enter('admin', language, `/compute/images/${image.id}`);
      await page.getByRole('button', { name: w.delete, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(image.name);
      await patchImage(cloud, image.id, [{ op: 'replace', path: '/protected', value: true }]);
      await dialog.getByRole('button', { name: w.delete, exact: true }).click();
      await expect(dialog.getByRole('alert')).toContainText(say(language, '受保护', 'protected'));
      expect(await imagesNamed(cloud, image.name)).toHaveLength(1);
    });

    test(`of several, one failing does not stop the rest, and each outcome is told`, { tag: '@embedded' }, async ({
      page,
      enter,
      cloud,
      fail,
    }) => {
      const mark = `batch ${language} ${Date.now()}`;
      const kept = await giveImage(cloud, { name: `${mark} protected`, protected: true });
      const stuck = await giveImage(cloud, { name: `${mark} stuck` });
      const free = [
        await giveImage(cloud, { name: `${mark} free a` }),
        await giveImage(cloud, { name: `${mark} free b` }),
      ];
      const list = imageList(page, language);
      await enter('admin', language, `${searchFor(mark)}&sort=name:asc`);
      await expect(list.names).toHaveCount(4);
      await page
        .getByRole('checkbox', { name: say(language, '选择本页全部镜像', 'Select all images on this page') })
        .check();
      await expect(page.getByText(say(language, '已选择 4 个镜像', '4 images selected'))).toBeVisible();
      await page.getByRole('main').getByRole('button', { name: w.delete, exact: true }).click();

      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(
        say(language, '以下 3 个镜像将被永久删除', 'These 3 images will be deleted for good'),
      );
      const staying = dialog.getByRole('listitem').filter({ hasText: kept.name });
      await expect(staying).toContainText(whyProtected);
      await fail({
        match: { service: 'image', method: 'DELETE', path: `/${stuck.id}$` },
        effect: { kind: 'status', status: 500, body: 'boom' },
      });
      await dialog.getByRole('button', { name: say(language, '删除 3 个镜像', 'Delete 3 images') }).click();

      const failed = dialog.getByRole('alert');
      await expect(failed).toContainText(stuck.name);
      await expect(failed).toContainText(say(language, '云平台服务异常', 'The cloud ran into an error'));
      await expect(failed).toContainText(w.requestId);
      await expect(failed.getByText('boom')).toBeHidden();
      await expect(page.getByText(say(language, '已删除 2 个镜像', '2 images deleted')).first()).toBeVisible();
      await expect(list.names).toHaveText([kept.name, stuck.name]);
      for (const { name } of free) expect(await imagesNamed(cloud, name)).toEqual([]);

      await fail();
      await dialog.getByRole('button', { name: say(language, '重试删除', 'Try again') }).click();
      await expect(dialog).toBeHidden();
      await expect(list.names).toHaveText([kept.name]);
      expect(await imagesNamed(cloud, stuck.name)).toEqual([]);
    });

    test(`a public image goes only after its name has been typed`, async ({ page, enter, cloud }) => {
      const { id, name } = await giveImage(cloud, { name: `public ${Date.now()} 公用`, visibility: 'public' });
      await enter('admin', language, `/compute/images/${id}`);
      await page.getByRole('button', { name: w.delete, exact: true }).click();
      const dialog = page.getByRole('dialog');
      const goes = dialog.getByRole('button', { name: w.delete, exact: true });
      await expect(goes).toBeDisabled();
      await dialog.getByRole('textbox').fill(name);
      await goes.click();
      await expect(page.getByText(say(language, `已删除镜像 ${name}`, `Image ${name} deleted`))).toBeVisible();
      expect(await imagesNamed(cloud, name)).toEqual([]);
    });
  });
}
