import { giveImage, imagesNamed, patchImage } from '../support/cloud.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { imageList } from '../support/list.ts';

for (const language of languages) {
  const w = words[language];

  test(`a protected image cannot go, and says why (${language})`, async ({ page, enter, cloud }) => {
    const { id, name } = await giveImage(cloud, { name: `protected ${Date.now()}`, protected: true });
    await enter('admin', language, `/compute/images/${id}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    const button = page.getByRole('button', { name: w.delete, exact: true });
    await expect(button).toBeDisabled();
    await button.focus();
    await expect(page.getByRole('tooltip')).toContainText(say(language, '镜像受保护', 'The image is protected'));
    expect(await imagesNamed(cloud, name)).toHaveLength(1);
  });

  test(`of several, each is told of: what stays, what failed, what is gone; trying again ends it (${language})`, async ({
    page,
    enter,
    cloud,
    fail,
  }) => {
    const mark = `batch ${language} ${Date.now()}`;
    const [stays, fails] = await Promise.all([
      giveImage(cloud, { name: `${mark} stays`, protected: true }),
      giveImage(cloud, { name: `${mark} fails` }),
      giveImage(cloud, { name: `${mark} goes` }),
      giveImage(cloud, { name: `${mark} goes too` }),
    ]);
    await enter('admin', language, `/compute/images?q=${encodeURIComponent(mark)}`);
    const list = imageList(page, language);
    await page.getByRole('checkbox', { name: say(language, '选择本页全部镜像', 'Select all images on this page') }).check();
    await expect(page.getByText(say(language, '已选择 4 个镜像', '4 images selected'))).toBeVisible();
    await page.getByRole('button', { name: w.delete, exact: true }).click();

    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(say(language, '以下 1 个镜像不能删除', 'This image cannot be deleted'));
    await expect(dialog.getByText(stays.name)).toBeVisible();
    await fail({
      match: { service: 'image', method: 'DELETE', path: fails.id },
      effect: { kind: 'status', status: 500 },
      times: 1,
    });
    await dialog.getByRole('button', { name: say(language, '删除 3 个镜像', 'Delete 3 images') }).click();
    const report = dialog.getByRole('alert');
    await expect(report).toContainText(fails.name);
    await expect(report).toContainText(say(language, '云平台服务异常', 'The cloud ran into an error'));
    await expect(page.getByText(say(language, '已删除 2 个镜像', '2 images deleted'))).toBeVisible();
    await dialog.getByRole('button', { name: say(language, '重试删除 1 个镜像', 'Try again to delete 1 image') }).click();
    await expect(dialog).toBeHidden();
    await expect(list.row(stays.name)).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(2);
  });

  test(`protected by somebody else in the meantime: the cloud’s no is said in words (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const { id, name } = await giveImage(cloud, { name: `too late ${Date.now()}` }, smallRaw.buffer);
    await enter('admin', language, `/compute/images/${id}`);
    await page.getByRole('button', { name: w.delete, exact: true }).click();
    await patchImage(cloud, id, [{ op: 'replace', path: '/protected', value: true }]);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: w.delete, exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      say(language, '镜像受保护，不能删除', 'The image is protected and cannot be deleted'),
    );
    expect(await imagesNamed(cloud, name)).toHaveLength(1);
  });

  test(`a public image goes only after its name has been typed (${language})`, async ({ page, enter, cloud }) => {
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
}
