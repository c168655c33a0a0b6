import { chromium, type Page } from '@playwright/test';
import { browserLaunchOptions, ensureChromium } from './support/chromium.ts';
import { startConsole } from './support/console.ts';
import { createAddress } from './support/image-form.ts';
import { listAddress } from './support/image-list.ts';
import { type Language, languages } from './support/labels.ts';
import { signIn } from './support/sign-in.ts';

const folder = new URL('../docs/', import.meta.url).pathname;

/** Pages whose screenshots the README and docs/ show. */
const screenshots: readonly {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  readonly open: (page: Page) => Promise<unknown>;
}[] = [
  { name: 'list', theme: 'light', open: (page) => page.goto('/compute/images') },
  { name: 'list-dark', theme: 'dark', open: (page) => page.goto('/compute/images') },
  { name: 'create', theme: 'light', open: (page) => page.goto(createAddress) },
  {
    name: 'detail',
    theme: 'light',
    open: async (page) => {
      await page.goto(listAddress('Ubuntu'));
      await page.getByRole('row').nth(1).getByRole('link').first().click();
    },
  },
];

async function takeScreenshots(baseURL: string, language: Language): Promise<void> {
  const browser = await chromium.launch(browserLaunchOptions);
  for (const { name, theme, open } of screenshots) {
    const context = await browser.newContext({
      baseURL,
      locale: language,
      colorScheme: theme,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await signIn(page, 'admin', language);
    await open(page);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}${name}.${language}.png` });
    await context.close();
  }
  await browser.close();
}

ensureChromium();
const runningConsole = await startConsole();
for (const language of languages) await takeScreenshots(runningConsole.url, language);
await runningConsole.stop();
