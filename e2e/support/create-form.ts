import type { Page } from '@playwright/test';
import { type Language, words } from './words.ts';

/** The form for a new image, as a person sees it. */
export function createForm(page: Page, language: Language) {
  const w = words[language];
  return {
    name: page.getByLabel(w.name, { exact: true }),
    file: page.locator('input[type=file]'),
    description: page.getByLabel(w.description, { exact: true }),
    submit: page.getByRole('button', { name: w.submit, exact: true }),
    alert: page.getByRole('alert'),
    summary: page.getByRole('complementary'),
    open: () => page.goto(`/compute/images/create?lang=${language}`),
  };
}

/** Counts what leaves for the cloud from now on. */
export function watchWrites(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== 'GET' && pathname.startsWith('/api/')) seen.push(`${request.method()} ${pathname}`);
  });
  return seen;
}
