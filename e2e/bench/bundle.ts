import { gzipSync } from 'node:zlib';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { launchBrowser, openListAsAdministrator } from './browser.ts';
import { printFigure } from './measure.ts';

const BUDGET_KIB = 300;

/** All JavaScript and CSS a cold browser fetches until the list stands, gzipped here so that the server's choice does not matter. */
export function bundle(stand: BenchCloud): Promise<void> {
  return stand.withConsole({ images: 40 }, weigh);
}

async function weigh(served: RunningConsole): Promise<void> {
  const browser = await launchBrowser();
  const signedIn = await openListAsAdministrator(browser, served.url);
  const storageState = await signedIn.context().storageState();
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body());
  });
  await page.goto(`${served.url}/compute/images`);
  await page.getByRole('row').nth(20).waitFor();
  const packed = (await Promise.all(bodies)).map((body) => gzipSync(body).length / 1024);
  await browser.close();
  const total = packed.reduce((sum, each) => sum + each, 0);
  printFigure('bundle', total / BUDGET_KIB, `of-${BUDGET_KIB}KiB`, { gzip_KiB: total, files: packed.length });
}
