import { expect, type Page } from '@playwright/test';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';

// A navigation drops `?lang=` from the address, so that after the reload the page has the browser's language.
test.use({ language: 'zh-CN' });

/** Answers requests for a file of the page's code with 404, as after a release that has replaced it. */
async function removeChunk(page: Page, name: string): Promise<{ readonly restore: () => Promise<void> }> {
  const files = `**/assets/${name}-*.js`;
  await page.route(files, (route) => route.fulfill({ status: 404, body: 'Not Found' }));
  return { restore: () => page.unroute(files) };
}

test('the page reloads once when the code of another page is missing', async ({
  page,
  signInAndOpen,
  language,
  labels,
}) => {
  await signInAndOpen('admin');
  const create = page.getByRole('link', { name: labels.create });
  await expect(create).toBeVisible();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await removeChunk(page, 'image-create');
  await create.click();
  await expect.poll(() => loads).toBe(1);
  await expect(page.getByRole('button', { name: localized(language, '重新加载', 'Reload') })).toBeVisible();
  expect(loads).toBe(1);
});

test('the page opens after the reload when the release has its code', async ({ page, signInAndOpen, labels }) => {
  await signInAndOpen('admin');
  const create = page.getByRole('link', { name: labels.create });
  await expect(create).toBeVisible();
  const { restore } = await removeChunk(page, 'image-create');
  // The BFF answers the check before the reload only after the file is back.
  await page.route('**/api/config', async (route) => {
    await restore();
    await route.continue();
  });
  await create.click();
  await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();
});

test('a form keeps its values when the code of a dialog is missing, and offers the reload', async ({
  page,
  signInAndOpen,
  language,
  labels,
}) => {
  await signInAndOpen('admin', '/compute/images/create');
  const name = page.getByLabel(labels.name, { exact: true });
  await name.fill('half-filled');
  await removeChunk(page, 'confirm-dialog');
  await page.getByRole('link', { name: labels.images, exact: true }).click();
  const notice = page.getByRole('alert');
  await expect(notice.getByRole('button', { name: localized(language, '重新加载', 'Reload') })).toBeVisible();
  await notice.getByRole('button', { name: labels.close }).click();
  await expect(notice).toBeHidden();
  await expect(name).toHaveValue('half-filled');
});
