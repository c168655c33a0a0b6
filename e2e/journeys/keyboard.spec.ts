import { expect, type Page } from '@playwright/test';
import { createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';

/** Tab after Tab until the focus is on what is wanted; never the mouse, never a focus set from outside. */
async function tabTo(page: Page, wanted: ReturnType<Page['locator']>): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

for (const language of languages) {
  test.describe(language, () => {
    test.use({ locale: language });
    const labels = labelsOf(language);

    test('an image is created from a local file by keys alone', async ({ page, signInAndOpen, cloud }) => {
      const name = `keys ${Date.now()}`;
      await createImage(cloud, { name: `before ${name}` });
      await signInAndOpen('admin', language);
      await expect(imageList(page, language).names.first()).toBeVisible();
      await page.keyboard.press('c');

      const field = page.getByLabel(labels.name, { exact: true });
      await expect(field).toBeVisible();
      await tabTo(page, field);
      await page.keyboard.type(name);
      const file = page.locator('input[type=file]');
      await tabTo(page, file);
      // The browser's own dialog is not of the page.
      await file.setInputFiles(smallRawFile);
      await expect(page.getByRole('complementary')).toContainText('RAW');

      await tabTo(page, page.getByLabel(labels.description, { exact: true }));
      await page.keyboard.type('仅键盘 keys only');

      const os = page.getByRole('combobox', { name: labels.os, exact: true });
      await tabTo(page, os);
      await page.keyboard.type('Kylin');
      await expect(page.getByRole('option', { name: 'Kylin' })).toHaveAttribute('aria-selected', /./);
      await page.keyboard.press('Enter');

      await tabTo(page, page.getByRole('radio', { name: 'x86' }));
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('radio', { name: 'Arm' })).toBeChecked();

      await tabTo(page, page.getByLabel(labels.minMemory, { exact: true }));
      await page.keyboard.type('1.5');

      const kept = page.getByRole('switch', { name: labels.protected, exact: true });
      await tabTo(page, kept);
      await page.keyboard.press('Space');
      await expect(kept).toBeChecked();

      const tags = page.getByRole('combobox', { name: labels.tags, exact: true });
      await tabTo(page, tags);
      await page.keyboard.type('键盘');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');

      await tabTo(page, page.getByRole('button', { name: labels.submit, exact: true }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
      expect(await findImagesByName(cloud, name)).toMatchObject([
        { status: 'active', min_ram: 1536, protected: true, tags: ['键盘'], description: '仅键盘 keys only' },
      ]);
    });

    test('the list is worked with keys: find, walk, pick, open, and the help that tells them', async ({
      page,
      signInAndOpen,
      cloud,
    }) => {
      const mark = `walk ${Date.now()}`;
      const names = ['a', 'b', 'c'].map((letter) => `${mark} ${letter}`);
      for (const name of names) await createImage(cloud, { name });
      const [first = '', second = '', third = ''] = names;
      const list = imageList(page, language);
      await signInAndOpen('admin', language, `${listAddress('walk')}&sort=name`);
      await expect(list.row(third)).toBeVisible();

      await page.keyboard.press('/');
      await expect(list.search).toBeFocused();
      await page.keyboard.type(mark);
      await expect(list.names).toHaveText(names);

      await tabTo(page, list.row(first));
      await page.keyboard.press('ArrowDown');
      await expect(list.row(second)).toBeFocused();
      await page.keyboard.press('Space');
      await expect(list.checkbox(second)).toBeChecked();
      await page.keyboard.press('End');
      await expect(list.row(third)).toBeFocused();
      await page.keyboard.press('Space');
      await expect(page.getByText(localized(language, '已选择 2 个镜像', '2 images selected'))).toBeVisible();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Space');
      await expect(page.getByText(localized(language, '已选择', 'selected'))).toBeHidden();

      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: localized(language, '键盘快捷键', 'Keyboard shortcuts') });
      await expect(help).toContainText(localized(language, '在列表中上下移动', 'Move up and down the list'));
      await page.keyboard.press('Escape');
      await expect(help).toBeHidden();

      await expect(list.row(second)).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: second })).toBeVisible();
    });
  });
}
