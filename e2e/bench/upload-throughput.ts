import { paths } from '@console/bff-contract';
import { GiB } from '@console/units';
import { expect, type Page } from '@playwright/test';
import { type CloudClient, createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import { type BarePage, openBarePage } from './bare-page.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { launchBrowser, openListAsAdministrator } from './browser.ts';
import { uploadWithCurl } from './curl.ts';
import { measureMs, median, printFigure } from './measure.ts';
import { withRandomFile } from './random-file.ts';

const ROUNDS = 5;
const PACED_BYTES_PER_SECOND = 100_000_000;

/**
 * Measures an upload of 1 GiB from Chromium until the image is `active` against the same file sent to Glance by curl, in turn.
 * `over_bare_page` compares it with the fastest possible page: where browser and cloud share few processors, it shows which part of
 * the time is the console's.
 */
export function uploadThroughput(benchCloud: BenchCloud): Promise<void> {
  return withRandomFile(GiB, async (path) => {
    const series = (name: string, hash: 'sha512' | 'none', bytesPerSecond: number | null) =>
      benchCloud.withConsole({ env: { UPLOAD_HASH: hash } }, async (runningConsole) => {
        if (bytesPerSecond !== null) await benchCloud.limitReadRate?.(runningConsole, bytesPerSecond);
        await compare(name, runningConsole, path);
      });
    await series('upload-throughput', 'none', null);
    await series('upload-throughput-hashed', 'sha512', null);
    if (benchCloud.limitReadRate !== null) await series('upload-throughput-paced', 'sha512', PACED_BYTES_PER_SECOND);
    else console.log('upload-throughput-paced needs the embedded cloud, whose read rate can be limited');
  });
}

async function compare(name: string, runningConsole: RunningConsole, path: string): Promise<void> {
  const cloud = await signInToCloud(runningConsole.authUrl, 'admin');
  const browser = await launchBrowser();
  const page = await openListAsAdministrator(browser, runningConsole.url);
  const barePage = await openBarePage(browser);
  const ratios: number[] = [];
  const overBarePage: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const direct = await measureCurlMs(cloud, path);
    const minimum = await measureBarePageMs(barePage, cloud, path);
    const total = await measureBrowserMs(page, cloud, path, `${name} ${round}`);
    ratios.push(direct / total);
    overBarePage.push(minimum / total);
    speeds.push(1024 / (total / 1000));
  }
  await barePage.close();
  await browser.close();
  printFigure(name, median(ratios), 'curl-time/browser-time', {
    MiB_per_s: median(speeds),
    over_bare_page: median(overBarePage),
    rounds: ROUNDS,
    worst: Math.min(...ratios),
    best: Math.max(...ratios),
  });
}

function measureCurlMs(cloud: CloudClient, path: string): Promise<number> {
  return measureIntoNewImage(cloud, (id) => uploadWithCurl(cloud, id, path));
}

function measureBarePageMs(barePage: BarePage, cloud: CloudClient, path: string): Promise<number> {
  return measureIntoNewImage(cloud, (id) => barePage.send(cloud, id, path));
}

async function measureIntoNewImage(cloud: CloudClient, send: (id: string) => Promise<void>): Promise<number> {
  const { id } = await createImage(cloud, { name: 'bench straight' });
  const ms = await measureMs(() => send(id));
  await expectActive(cloud, id);
  await deleteImage(cloud, id);
  return ms;
}

/** Returns milliseconds from the click on Create until Glance has answered the last byte, when the image is `active`. */
async function measureBrowserMs(page: Page, cloud: CloudClient, path: string, name: string): Promise<number> {
  await page.getByRole('link', { name: 'Back to the image list' }).click();
  await page
    .getByRole('link', { name: 'Create Image' })
    .or(page.getByRole('button', { name: 'Create Image' }))
    .first()
    .click();
  await page.locator('input[type=file]').setInputFiles(path);
  const nameBox = page.getByLabel('Image name', { exact: true });
  // The form proposes the file's name once it has read the beginning of the file.
  await expect(nameBox).toHaveValue('random');
  await nameBox.fill(name);
  const created = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith(`${paths.image}/v2/images`),
  );
  // The benchmark sends no request meanwhile, which would slow down the cloud.
  const lastSliceTaken = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.headers()['upload-offset'] === String(GiB),
  );
  const ms = await measureMs(async () => {
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await lastSliceTaken.catch(async (cause: unknown) => {
      throw new Error(`The upload did not complete. ${await page.getByRole('dialog').textContent()}`, { cause });
    });
  });
  const { id } = (await (await created).json()) as { id: string };
  await expectActive(cloud, id);
  // The page verifies size and hash of the image before its row can be dismissed.
  await page.getByRole('button', { name: `Dismiss ${name}`, exact: true }).click();
  await deleteImage(cloud, id);
  return ms;
}

async function expectActive(cloud: CloudClient, id: string): Promise<void> {
  const { status } = await cloud.image<{ status: string }>('GET', `/v2/images/${id}`);
  if (status !== 'active') throw new Error(`the image is ${status}`);
}
