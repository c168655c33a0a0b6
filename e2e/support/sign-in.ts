import { expect, type Page } from '@playwright/test';
import { accountOf, type UserName } from './accounts.ts';
import { type Language, labelsOf } from './labels.ts';

/** Signs in through the form. The page ends at the given address. */
export async function signIn(
  page: Page,
  user: UserName,
  language: Language,
  address = '/compute/images',
): Promise<void> {
  await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
  await submitSignIn(page, user, language);
  await expect(page.getByRole('button', { name: labelsOf(language).signIn, exact: true })).toBeHidden();
}

/** Fills in the sign-in form and submits it, without waiting for the result. */
export async function submitSignIn(
  page: Page,
  user: UserName,
  language: Language,
  password = accountOf(user).password,
): Promise<void> {
  const labels = labelsOf(language);
  await page.getByLabel(labels.username, { exact: true }).fill(accountOf(user).name);
  await page.getByLabel(labels.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: labels.signIn, exact: true }).click();
}
