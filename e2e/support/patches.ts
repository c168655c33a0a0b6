import type { Page } from '@playwright/test';

/** The JSON patches that the page sends from now on, in order. */
export function watchPatches(page: Page): readonly (readonly unknown[])[] {
  const seen: (readonly unknown[])[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') seen.push(request.postDataJSON() as readonly unknown[]);
  });
  return seen;
}
