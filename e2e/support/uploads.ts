import type { FaultRule } from '@console/devcloud';
import { expect, type Locator, type Page } from '@playwright/test';
import { createForm } from './create-form.ts';
import { type Language, say, words } from './words.ts';

/** The image service takes data in at this pace, so that there is time to do something meanwhile. */
export const slowly = (bytesPerSecond: number): FaultRule => ({
  match: { service: 'image', method: 'PUT', path: '/file$' },
  effect: { kind: 'slowRead', bytesPerSecond },
});

/** Lets no bytes through but the first ones, until the answer is called. */
export async function holdUpload(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/uploads/*', async (route) => {
    const at = (await route.request().headerValue('Upload-Offset')) ?? '0';
    if (at !== '0') await promise;
    await route.continue();
  });
  return resolve;
}

/** Where it lies, or its bytes. */
type File = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Fills the form and sends it; the tray shows itself. */
export async function beginUpload(page: Page, language: Language, name: string, file: File): Promise<TrayRow> {
  const form = createForm(page, language);
  await form.name.fill(name);
  await form.file.setInputFiles(file);
  await expect(form.summary).toContainText('RAW');
  await form.submit.click();
  return trayRow(page, language, name);
}

export interface TrayRow {
  readonly row: Locator;
  readonly bar: Locator;
  /** Where a file is chosen again. */
  readonly file: Locator;
  readonly button: (zh: string, en: string) => Locator;
  /** Per cent sent, once there is a bar. */
  readonly percent: () => Promise<number>;
}

/** One upload in the tray. */
export function trayRow(page: Page, language: Language, name: string): TrayRow {
  const tray = page.getByRole('dialog', { name: words[language].uploads });
  const row = tray.getByRole('listitem', { name });
  const bar = row.getByRole('progressbar');
  return {
    row,
    bar,
    file: row.locator('input[type=file]'),
    button: (zh, en) => row.getByRole('button', { name: say(language, `${zh} ${name}`, `${en} ${name}`), exact: true }),
    percent: async () => Number(await bar.getAttribute('aria-valuenow')),
  };
}
