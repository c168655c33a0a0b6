import { gzipSync } from 'node:zlib';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { launchBrowser, openListAsAdministrator } from './browser.ts';
import { printFigure } from './measure.ts';

const BUDGET_KIB = 300;

/** Measures all JavaScript and CSS that a browser with an empty cache loads for the list, gzipped with zlib's default level. */
export function bundle(cloud: BenchCloud): Promise<void> {
  return cloud.withConsole({ images: 40 }, measureBundle);
}

async function measureBundle(runningConsole: RunningConsole): Promise<void> {
  const browser = await launchBrowser();
  const signedInPage = await openListAsAdministrator(browser, runningConsole.url);
  const storageState = await signedInPage.context().storageState();
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body());
  });
  await page.goto(`${runningConsole.url}/compute/images`);
  await page.getByRole('row').nth(20).waitFor();
  const gzippedKib = (await Promise.all(bodies)).map((body) => gzipSync(body).length / 1024);
  await browser.close();
  const total = gzippedKib.reduce((sum, each) => sum + each, 0);
  printFigure('bundle', total / BUDGET_KIB, `of-${BUDGET_KIB}KiB`, { gzip_KiB: total, files: gzippedKib.length });
}
