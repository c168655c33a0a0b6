import { expect } from '@playwright/test';
import { accountOf, projectNameOf } from '../support/accounts.ts';
import { createImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages } from '../support/labels.ts';
import { signIn, submitSignIn } from '../support/sign-in.ts';

for (const language of languages) {
  const labels = labelsOf(language);

  test(`a wrong password is said at the form, and the right one leads on (${language})`, async ({ page }) => {
    await page.goto(`/compute/images?lang=${language}`);
    await submitSignIn(page, 'alice', language, 'guess');
    await expect(page.getByRole('alert')).toContainText(labels.wrongPassword);
    await expect(page.getByLabel(labels.username, { exact: true })).toHaveValue(accountOf('alice').name);
    await expect(page.getByLabel(labels.password, { exact: true })).toBeFocused();

    await submitSignIn(page, 'alice', language);
    await expect(page.getByRole('heading', { name: labels.images })).toBeVisible();
  });

  test(`who has no project is told so and whom to ask (${language})`, async ({ page }) => {
    await signIn(page, 'carol', language);
    await expect(page.getByRole('heading', { name: labels.noProject })).toBeVisible();
    await expect(page.getByText(new RegExp(`${accountOf('carol').name}.*Default`))).toBeVisible();
  });
}

test('an address opened while signed out comes back after signing in; signing out ends the session', async ({
  page,
  cloud,
}) => {
  const labels = labelsOf('en-US');
  const { id, name } = await createImage(cloud, { name: `deep link ${Date.now()}` });
  await signIn(page, 'admin', 'en-US', `/compute/images/${id}?tab=json`);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: `${labels.user} ${accountOf('admin').name}` }).click();
  await page.getByRole('link', { name: labels.signOut }).click();
  await expect(page.getByRole('button', { name: labels.signIn, exact: true })).toBeVisible();

  await page.goto(`/compute/images/${id}?lang=en-US`);
  await expect(page.getByRole('button', { name: labels.signIn, exact: true })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
});

test('another project is chosen in the bar, and the list is that project’s', async ({
  page,
  signInAndOpen,
  runningConsole,
}) => {
  const labels = labelsOf('zh-CN');
  const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
  const ops = await signInToCloud(runningConsole.authUrl, 'alice', 'ops');
  const mark = `切换 ${Date.now()}`;
  await createImage(dev, { name: `${mark} dev` });
  await createImage(ops, { name: `${mark} ops` });

  await signInAndOpen('alice', 'zh-CN', `/compute/images?q=${encodeURIComponent(mark)}`, 'dev');
  await expect(page.getByRole('link', { name: `${mark} dev` })).toBeVisible();
  await expect(page.getByRole('link', { name: `${mark} ops` })).toHaveCount(0);

  await page.getByLabel(labels.project, { exact: true }).selectOption(projectNameOf('ops'));
  await expect(page.getByText(`已切换到项目 ${projectNameOf('ops')}`)).toBeVisible();
  await page.getByRole('searchbox', { name: labels.search }).fill(mark);
  await expect(page.getByRole('link', { name: `${mark} ops` })).toBeVisible();
  await expect(page.getByRole('link', { name: `${mark} dev` })).toHaveCount(0);
});

for (const language of languages) {
  const labels = labelsOf(language);

  for (const ending of ['the cookie is gone', 'the token has expired'] as const) {
    test(`${ending} while a form is being filled: signing in again in place, and on with it (${language})`, {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults }) => {
      const name = `interrupted ${language} ${Date.now()}`;
      await signInAndOpen('admin', language, '/compute/images/create');
      await page.getByLabel(labels.name, { exact: true }).fill(name);
      await page.locator('input[type=file]').setInputFiles(smallRawFile);
      if (ending === 'the cookie is gone') await page.context().clearCookies();
      else await faults.set({ match: { method: 'POST', path: '/images$' }, effect: { kind: 'expireToken' }, times: 1 });
      await page.getByRole('button', { name: labels.submit, exact: true }).click();

      const dialog = page.getByRole('dialog', { name: labels.sessionEnded });
      await expect(dialog).toContainText(accountOf('admin').name);
      await dialog.getByLabel(labels.password, { exact: true }).fill('nonsense');
      await dialog.getByRole('button', { name: labels.signInAgain }).click();
      await expect(dialog.getByRole('alert')).toContainText(labels.wrongPassword);
      await dialog.getByLabel(labels.password, { exact: true }).fill(accountOf('admin').password);
      await dialog.getByRole('button', { name: labels.signInAgain }).click();
      await expect(dialog).toBeHidden();

      await expect(page.getByLabel(labels.name, { exact: true })).toHaveValue(name);
      await page.getByRole('button', { name: labels.submit, exact: true }).click();
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
    });
  }
}
