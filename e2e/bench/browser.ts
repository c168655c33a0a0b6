import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArgs, systemChromium } from '../support/chromium.ts';
import { signIn } from '../support/journey.ts';

/** A browser for figures: the system's, without a window. */
export function launch(): Promise<Browser> {
  const executablePath = systemChromium();
  return chromium.launch({ args: chromiumArgs, ...(executablePath === undefined ? {} : { executablePath }) });
}

/** Milliseconds between two looks, and the CPU time below which all of a browser's processes together count as idle between them, seconds. */
const look = { everyMs: 200, idle: 0.02 };

/** Waits until the browser has nothing of its own left to do: one that has just opened a window is busy for a second with its address bar. */
export async function settled(browser: Browser): Promise<void> {
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
export async function administrator(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  // A gigabyte takes its time on a busy machine.
  page.setDefaultTimeout(180_000);
  await signIn(page, 'admin', 'en-US');
  return page;
}
