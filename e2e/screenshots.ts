import { chromium, type Page } from '@playwright/test';
import { chromiumArgs, ensureChromium, systemChromium } from './support/chromium.ts';
import { startConsole } from './support/console.ts';
import { type Language, languages, signIn } from './support/journey.ts';

const folder = new URL('../docs/', import.meta.url).pathname;
const first = '/compute/images';

/** The pages whose pictures stand in the README and in docs/. */
const pictures: readonly {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  readonly open: (page: Page) => Promise<unknown>;
}[] = [
  { name: 'list', theme: 'light', open: (page) => page.goto(first) },
  { name: 'list-dark', theme: 'dark', open: (page) => page.goto(first) },
  { name: 'create', theme: 'light', open: (page) => page.goto(`${first}/create`) },
  {
    name: 'detail',
    theme: 'light',
    open: async (page) => {
      await page.goto(`${first}?q=Ubuntu`);
      await page.getByRole('row').nth(1).getByRole('link').first().click();
    },
  },
];

async function take(url: string, language: Language): Promise<void> {
  const executablePath = systemChromium();
  const browser = await chromium.launch({
    args: chromiumArgs,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  for (const { name, theme, open } of pictures) {
    const context = await browser.newContext({
      baseURL: url,
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
const served = await startConsole();
for (const language of languages) await take(served.url, language);
await served.stop();
