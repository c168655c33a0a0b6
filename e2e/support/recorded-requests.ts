import type { Page, Request } from '@playwright/test';

/** Records every request of the page to the cloud that is not a GET, from now on, as `METHOD /path`. */
export const recordWrites = (page: Page): readonly string[] =>
  recordRequests(page, (request) => {
    const { pathname } = new URL(request.url());
    return request.method() !== 'GET' && pathname.startsWith('/api/') ? [`${request.method()} ${pathname}`] : [];
  });

/** Records the JSON patches that the page sends from now on, in order. */
export const recordPatches = (page: Page): readonly (readonly unknown[])[] =>
  recordRequests(page, (request) =>
    request.method() === 'PATCH' ? [request.postDataJSON() as readonly unknown[]] : [],
  );

function recordRequests<T>(page: Page, recordsOf: (request: Request) => readonly T[]): readonly T[] {
  const records: T[] = [];
  page.on('request', (request) => records.push(...recordsOf(request)));
  return records;
}
