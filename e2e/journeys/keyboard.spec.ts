import { expect, type Locator, type Page } from '@playwright/test';
import { createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';

/** Presses Tab until the target has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test.describe('keyboard', () => {
  test('an image can be created from a local file without a mouse', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `keys ${Date.now()}`;
    const form = imageForm(page, language);
    await createImage(cloud, { name: `before ${name}` });
    await signInAndOpen('admin');
    await expect(imageList(page, language).names.first()).toBeVisible();
    await page.keyboard.press('c');

    await expect(form.name).toBeVisible();
    await tabTo(page, form.name);
    await page.keyboard.type(name);
    await tabTo(page, form.file);
    // Playwright cannot operate the browser's file dialog.
    await form.file.setInputFiles(smallRawFile);
    await expect(form.summary).toContainText('RAW');

    await tabTo(page, form.description);
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

    const protectedSwitch = page.getByRole('switch', { name: labels.protected, exact: true });
    await tabTo(page, protectedSwitch);
    await page.keyboard.press('Space');
    await expect(protectedSwitch).toBeChecked();

    const tags = page.getByRole('combobox', { name: labels.tags, exact: true });
    await tabTo(page, tags);
    await page.keyboard.type('键盘');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');

    await tabTo(page, form.submit);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([
      { status: 'active', min_ram: 1536, protected: true, tags: ['键盘'], description: '仅键盘 keys only' },
    ]);
  });

  test('the list can be searched, selected from and opened by keys, which a help dialog explains', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const prefix = `walk ${Date.now()}`;
    const names = ['a', 'b', 'c'].map((letter) => `${prefix} ${letter}`);
    for (const name of names) await createImage(cloud, { name });
    const [first = '', second = '', third = ''] = names;
    const list = imageList(page, language);
    await signInAndOpen('admin', `${listAddress('walk')}&sort=name`);
    await expect(list.row(third)).toBeVisible();

    await page.keyboard.press('/');
    await expect(list.search).toBeFocused();
    await page.keyboard.type(prefix);
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
