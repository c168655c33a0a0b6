import { atCloud, giveImage } from '../support/cloud.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, fillSignIn, languages, projectName, signIn, test, words } from '../support/journey.ts';
import { accountOf } from '../support/real-cloud.ts';

for (const language of languages) {
  const w = words[language];

  test(`a wrong password is said at the form, and the right one leads on (${language})`, async ({ page }) => {
    await page.goto(`/compute/images?lang=${language}`);
    await fillSignIn(page, 'alice', language, 'guess');
    await expect(page.getByRole('alert')).toContainText(w.wrongPassword);
    await expect(page.getByLabel(w.username, { exact: true })).toHaveValue(accountOf('alice').name);
    await expect(page.getByLabel(w.password, { exact: true })).toBeFocused();

    await fillSignIn(page, 'alice', language);
    await expect(page.getByRole('heading', { name: w.images })).toBeVisible();
  });

  test(`who has no project is told so and whom to ask (${language})`, async ({ page }) => {
    await signIn(page, 'carol', language);
    await expect(page.getByRole('heading', { name: w.noProject })).toBeVisible();
    await expect(page.getByText(new RegExp(`${accountOf('carol').name}.*Default`))).toBeVisible();
  });
}

test('an address opened while signed out comes back after signing in; signing out ends the session', async ({
  page,
  cloud,
}) => {
  const w = words['en-US'];
  const { id, name } = await giveImage(cloud, { name: `deep link ${Date.now()}` });
  await signIn(page, 'admin', 'en-US', `/compute/images/${id}?tab=json`);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: `${w.user} ${accountOf('admin').name}` }).click();
  await page.getByRole('link', { name: w.signOut }).click();
  await expect(page.getByRole('button', { name: w.signIn, exact: true })).toBeVisible();

  await page.goto(`/compute/images/${id}?lang=en-US`);
  await expect(page.getByRole('button', { name: w.signIn, exact: true })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
});

test('another project is chosen in the bar, and the list is that project’s', async ({ page, enter, served }) => {
  const w = words['zh-CN'];
  const dev = await atCloud(served.authUrl, 'alice', 'dev');
  const ops = await atCloud(served.authUrl, 'alice', 'ops');
  const mark = `切换 ${Date.now()}`;
  await giveImage(dev, { name: `${mark} dev` });
  await giveImage(ops, { name: `${mark} ops` });

  await enter('alice', 'zh-CN', `/compute/images?q=${encodeURIComponent(mark)}`, 'dev');
  await expect(page.getByRole('link', { name: `${mark} dev` })).toBeVisible();
  await expect(page.getByRole('link', { name: `${mark} ops` })).toHaveCount(0);

  await page.getByLabel(w.project, { exact: true }).selectOption(projectName('ops'));
  await expect(page.getByText(`已切换到项目 ${projectName('ops')}`)).toBeVisible();
  await page.getByRole('searchbox', { name: w.search }).fill(mark);
  await expect(page.getByRole('link', { name: `${mark} ops` })).toBeVisible();
  await expect(page.getByRole('link', { name: `${mark} dev` })).toHaveCount(0);
});

for (const language of languages) {
  const w = words[language];

  for (const ending of ['the cookie is gone', 'the token has expired'] as const) {
    test(`${ending} while a form is being filled: signing in again in place, and on with it (${language})`, {
      tag: '@embedded',
    }, async ({ page, enter, fail }) => {
      const name = `interrupted ${language} ${Date.now()}`;
      await enter('admin', language, '/compute/images/create');
      await page.getByLabel(w.name, { exact: true }).fill(name);
      await page.locator('input[type=file]').setInputFiles(smallRaw);
      if (ending === 'the cookie is gone') await page.context().clearCookies();
      else await fail({ match: { method: 'POST', path: '/images$' }, effect: { kind: 'expireToken' }, times: 1 });
      await page.getByRole('button', { name: w.submit, exact: true }).click();

      const dialog = page.getByRole('dialog', { name: w.sessionEnded });
      await expect(dialog).toContainText(accountOf('admin').name);
      await dialog.getByLabel(w.password, { exact: true }).fill('nonsense');
      await dialog.getByRole('button', { name: w.signInAgain }).click();
      await expect(dialog.getByRole('alert')).toContainText(w.wrongPassword);
      await dialog.getByLabel(w.password, { exact: true }).fill(accountOf('admin').password);
      await dialog.getByRole('button', { name: w.signInAgain }).click();
      await expect(dialog).toBeHidden();

      await expect(page.getByLabel(w.name, { exact: true })).toHaveValue(name);
      await page.getByRole('button', { name: w.submit, exact: true }).click();
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(w.active)).toBeVisible();
    });
  }
}
