import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { browserLaunchOptions } from '../support/chromium.ts';
import { signIn } from '../support/sign-in.ts';

/** Starts a headless browser with the options of the journeys. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(browserLaunchOptions);

const POLL_MS = 200;
/** CPU seconds that all processes of an idle browser use between two polls. */
const IDLE_CPU_SECONDS = 0.02;

/** Waits until the browser uses no CPU time: for a second after it has opened a window it is busy with its own user interface. */
export async function waitUntilIdle(browser: Browser): Promise<void> {
  const protocol = await browser.newBrowserCDPSession();
  let before = Number.NEGATIVE_INFINITY;
  for (;;) {
    const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
    const now = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    if (now - before < IDLE_CPU_SECONDS) break;
    before = now;
    await delay(POLL_MS);
  }
  await protocol.detach();
}

/** Opens the image list in English, signed in as the administrator. */
export async function openListAsAdministrator(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // Uploading a gigabyte takes minutes on a busy machine.
  page.setDefaultTimeout(180_000);
  await signIn(page, 'admin', 'en-US');
  return page;
}
