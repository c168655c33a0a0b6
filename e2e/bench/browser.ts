import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../support/chromium.ts';
import { signIn } from '../support/sign-in.ts';

/** Starts a headless browser with the options of the journeys. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(chromiumLaunchOptions);

/** Milliseconds between two looks, and the CPU time below which all of a browser's processes together count as idle between them, seconds. */
const look = { everyMs: 200, idle: 0.02 };

/** Waits until the browser has nothing of its own left to do: one that has just opened a window is busy for a second with its address bar. */
export async function waitUntilIdle(browser: Browser): Promise<void> {
  const protocol = await browser.newBrowserCDPSession();
  let before = Number.NEGATIVE_INFINITY;
  for (;;) {
    const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
    const now = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    if (now - before < look.idle) break;
    before = now;
    await pause(look.everyMs);
  }
  await protocol.detach();
}

/** A page of the administrator's, in English, at the list. */
export async function openListAsAdministrator(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // A gigabyte takes its time on a busy machine.
  page.setDefaultTimeout(180_000);
  await signIn(page, 'admin', 'en-US');
  return page;
}
