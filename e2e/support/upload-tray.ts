import type { FaultRule } from '@console/devcloud';
import { expect, type Locator, type Page } from '@playwright/test';
import { imageForm } from './image-form.ts';
import { type Language, labelsOf, localized } from './labels.ts';

/** Limits the rate at which the embedded Glance reads image data, so that an upload is still running while a journey acts. */
export const slowRead = (bytesPerSecond: number): FaultRule => ({
  match: { service: 'image', method: 'PUT', path: '/file$' },
  effect: { kind: 'slowRead', bytesPerSecond },
});

/** Holds every slice but the first in the browser; returns a function that releases them. */
export async function holdUploadAfterFirstSlice(page: Page): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/api/uploads/*', async (route) => {
    const offset = route.request().headers()['upload-offset'] ?? '0';
    if (offset !== '0') await released;
    // The page may have aborted the request meanwhile.
    await route.continue().catch(() => undefined);
  });
  return release;
}

/** Path of a file, or its content. */
type UploadFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Fills in the form and submits it, so that an upload starts and the tray opens. */
export async function startUpload(
  page: Page,
  language: Language,
  name: string,
  file: UploadFile,
  format = 'RAW',
): Promise<UploadRow> {
  const form = imageForm(page, language);
  await form.name.fill(name);
  await form.file.setInputFiles(file);
  await expect(form.summary).toContainText(format);
  await form.submit.click();
  return uploadRow(page, language, name);
}

export interface UploadRow {
  readonly row: Locator;
  /** Field that chooses the file again after a reload. */
  readonly file: Locator;
  /** Button of the row, by its text without the image's name. */
  readonly button: (zh: string, en: string) => Locator;
  /** Percentage of the progress bar. */
  readonly percent: () => Promise<number>;
}

/** Page object of one upload or import in the tray. */
export function uploadRow(page: Page, language: Language, name: string): UploadRow {
  const tray = page.getByRole('dialog', { name: labelsOf(language).uploads });
  const row = tray.getByRole('listitem', { name });
  return {
    row,
    file: row.locator('input[type=file]'),
    button: (zh, en) =>
      row.getByRole('button', { name: localized(language, `${zh} ${name}`, `${en} ${name}`), exact: true }),
    percent: async () => Number(await row.getByRole('progressbar').getAttribute('aria-valuenow')),
  };
}
