import type { Page } from '@playwright/test';
import { type Language, labelsOf } from './labels.ts';

/** Address of the form that creates an image. */
export const createAddress = '/compute/images/create';

/** Page object of the form that creates an image. */
export function imageForm(page: Page, language: Language) {
  const labels = labelsOf(language);
  return {
    name: page.getByLabel(labels.name, { exact: true }),
    file: page.locator('input[type=file]'),
    description: page.getByLabel(labels.description, { exact: true }),
    urlSource: page.getByRole('radio', { name: 'URL', exact: true }),
    url: page.getByRole('textbox', { name: 'URL', exact: true }),
    submit: page.getByRole('button', { name: labels.submit, exact: true }),
    alert: page.getByRole('alert'),
    /** What the form says about the chosen file. */
    summary: page.getByRole('complementary'),
  };
}
