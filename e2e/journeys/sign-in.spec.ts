import { expect } from '@playwright/test';
import { accountOf, projectNameOf } from '../support/accounts.ts';
import { createImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { selectOption } from '../support/select-option.ts';
import { signIn, submitSignIn } from '../support/sign-in.ts';

for (const language of languages) {
  test.describe(`sign-in, ${language}`, () => {
    test.use({ language });

    test('a wrong password is explained at the form, and the right one opens the list', async ({ page, labels }) => {
      await page.goto('/compute/images');
      await submitSignIn(page, 'alice', language, 'guess');
      await expect(page.getByRole('alert')).toContainText(labels.wrongPassword);
      await expect(page.getByLabel(labels.username, { exact: true })).toHaveValue(accountOf('alice').name);
      await expect(page.getByLabel(labels.password, { exact: true })).toBeFocused();

      await submitSignIn(page, 'alice', language);
      await expect(page.getByRole('heading', { name: labels.images })).toBeVisible();
    });

    test('a user without a project is told so, with the user name and domain to give to an administrator', async ({
      page,
      labels,
    }) => {
      await signIn(page, 'carol', language);
      await expect(page.getByRole('heading', { name: labels.noProject })).toBeVisible();
      await expect(page.getByText(new RegExp(`${accountOf('carol').name}.*Default`))).toBeVisible();
    });
  });
}

test.describe('session', () => {
  test('sign-in opens the address that was asked for, and sign-out ends the session', async ({
    page,
    language,
    labels,
    cloud,
  }) => {
    const { id, name } = await createImage(cloud, { name: `deep link ${Date.now()}` });
    await signIn(page, 'admin', language, `/compute/images/${id}?tab=json`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true');

    await page.getByRole('button', { name: `${labels.user} ${accountOf('admin').name}` }).click();
    await page.getByRole('link', { name: labels.signOut }).click();
    await expect(page.getByRole('button', { name: labels.signIn, exact: true })).toBeVisible();

    await page.goto(`/compute/images/${id}`);
    await expect(page.getByRole('button', { name: labels.signIn, exact: true })).toBeVisible();
    await expect(page.getByText(name)).toHaveCount(0);
  });

  test('after a switch to another project the list shows that project’s images', async ({
    page,
    language,
    labels,
    signInAndOpen,
    runningConsole,
  }) => {
    const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
    const ops = await signInToCloud(runningConsole.authUrl, 'alice', 'ops');
    const prefix = `切换 ${Date.now()}`;
    await createImage(dev, { name: `${prefix} dev` });
    await createImage(ops, { name: `${prefix} ops` });
    const list = imageList(page, language);

    await signInAndOpen('alice', listAddress(prefix), 'dev');
    await expect(list.names).toHaveText([`${prefix} dev`]);

    const opsName = projectNameOf('ops');
    await selectOption(page.getByLabel(labels.project, { exact: true }), opsName);
    await expect(
      page.getByText(localized(language, `已切换到项目 ${opsName}`, `Now in project ${opsName}`)),
    ).toBeVisible();
    await list.search.fill(prefix);
    await expect(list.names).toHaveText([`${prefix} ops`]);
  });

  for (const { ending, endSession } of [
    { ending: 'the session cookie is gone', endSession: 'clearCookies' },
    { ending: 'the token has expired', endSession: 'expireToken' },
  ] as const) {
    test(`a form stays filled in when ${ending}, and can be submitted after signing in again`, {
      tag: '@embedded',
    }, async ({ page, language, labels, signInAndOpen, faults }) => {
      const name = `interrupted ${Date.now()}`;
      const form = imageForm(page, language);
      await signInAndOpen('admin', createAddress);
      await form.name.fill(name);
      await form.file.setInputFiles(smallRawFile);
      if (endSession === 'clearCookies') await page.context().clearCookies();
      else await faults.set({ match: { method: 'POST', path: '/images$' }, effect: { kind: 'expireToken' }, times: 1 });
      await form.submit.click();

      const dialog = page.getByRole('dialog', { name: labels.sessionEnded });
      await expect(dialog).toContainText(accountOf('admin').name);
      await dialog.getByLabel(labels.password, { exact: true }).fill('nonsense');
      await dialog.getByRole('button', { name: labels.signInAgain }).click();
      await expect(dialog.getByRole('alert')).toContainText(labels.wrongPassword);
      await dialog.getByLabel(labels.password, { exact: true }).fill(accountOf('admin').password);
      await dialog.getByRole('button', { name: labels.signInAgain }).click();
      await expect(dialog).toBeHidden();

      await expect(form.name).toHaveValue(name);
      await form.submit.click();
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
    });
  }
});
