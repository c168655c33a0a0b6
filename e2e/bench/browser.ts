import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArgs, systemChromium } from '../support/chromium.ts';
import { signIn } from '../support/journey.ts';

/** A browser for figures: the system's, without a window. */
export function launch(): Promise<Browser> {
  const executablePath = systemChromium();
  return chromium.launch({ args: chromiumArgs, ...(executablePath === undefined ? {} : { executablePath }) });
}

/** A page of the administrator's, in English, at the list. */
export async function administrator(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // A gigabyte takes its time on a busy machine.
  page.setDefaultTimeout(180_000);
  await signIn(page, 'admin', 'en-US');
  return page;
}
