import { paths } from '@console/bff-contract';
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
const GiB = 1024 ** 3;
const PACE = 100_000_000;

/**
 * 1 GiB from Chromium until `active` over the same file by curl straight to the image API, in turn. `over_bare_page` is
 * the same over what a browser reaches at the least effort: where browser and cloud share few processors, it is they who
 * set the figure, and this says how much of it is ours.
 */
export function uploadThroughput(stand: BenchCloud): Promise<void> {
  return withRandomFile(GiB, async (path) => {
    const series = (name: string, hash: 'sha512' | 'none', bytesPerSecond: number | null) =>
      stand.withConsole({ env: { UPLOAD_HASH: hash } }, async (served) => {
        if (bytesPerSecond !== null) await stand.slowDown?.(served, bytesPerSecond);
        await compare(name, served, path);
      });
    await series('upload-throughput', 'none', null);
    await series('upload-throughput-hashed', 'sha512', null);
    if (stand.slowDown !== null) await series('upload-throughput-paced', 'sha512', PACE);
    else console.log('upload-throughput-paced needs a cloud that can be slowed down: the embedded one');
  });
}

async function compare(name: string, served: RunningConsole, path: string): Promise<void> {
  const cloud = await signInToCloud(served.authUrl, 'admin');
  const browser = await launchBrowser();
  const page = await openListAsAdministrator(browser, served.url);
  const bare = await openBarePage(browser);
  const ratios: number[] = [];
  const overBare: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const direct = await byCurl(cloud, path);
    const atLeast = await byBarePage(bare, cloud, path);
    const through = await byBrowser(page, cloud, path, `${name} ${round}`);
    ratios.push(direct / through);
    overBare.push(atLeast / through);
    speeds.push(1024 / (through / 1000));
  }
  await bare.close();
  await browser.close();
  printFigure(name, median(ratios), 'curl-time/browser-time', {
    MiB_per_s: median(speeds),
    over_bare_page: median(overBare),
    rounds: ROUNDS,
    worst: Math.min(...ratios),
    best: Math.max(...ratios),
  });
}

function byCurl(cloud: CloudClient, path: string): Promise<number> {
  return intoNewImage(cloud, (id) => uploadWithCurl(cloud, id, path));
}

function byBarePage(bare: BarePage, cloud: CloudClient, path: string): Promise<number> {
  return intoNewImage(cloud, (id) => bare.send(cloud, id, path));
}

async function intoNewImage(cloud: CloudClient, send: (id: string) => Promise<void>): Promise<number> {
  const { id } = await createImage(cloud, { name: 'bench straight' });
  const ms = await measureMs(() => send(id));
  await isActive(cloud, id);
  await deleteImage(cloud, id);
  return ms;
}

/** Milliseconds from the click on Create until the image API has answered the last byte: the image is `active` then. */
async function byBrowser(page: Page, cloud: CloudClient, path: string, name: string): Promise<number> {
  await page.getByRole('link', { name: 'Back to the image list' }).click();
  await page
    .getByRole('link', { name: 'Create Image' })
    .or(page.getByRole('button', { name: 'Create Image' }))
    .first()
    .click();
  await page.locator('input[type=file]').setInputFiles(path);
  const nameBox = page.getByLabel('Image name', { exact: true });
  // The form proposes the file's name once it has looked into the file.
  await expect(nameBox).toHaveValue('random');
  await nameBox.fill(name);
  const created = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith(`${paths.image}/v2/images`),
  );
  // Nothing is asked of the cloud meanwhile: that would cost it what is being measured.
  const taken = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.headers()['upload-offset'] === String(GiB),
  );
  const ms = await measureMs(async () => {
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await taken.catch(async (cause: unknown) => {
      throw new Error(`Never taken whole. ${await page.getByRole('dialog').textContent()}`, { cause });
    });
  });
  const { id } = (await (await created).json()) as { id: string };
  await isActive(cloud, id);
  // The page compares what it has sent with what the cloud has got; then it is done with the image.
  await page.getByRole('button', { name: `Dismiss ${name}`, exact: true }).click();
  await deleteImage(cloud, id);
  return ms;
}

async function isActive(cloud: CloudClient, id: string): Promise<void> {
  const { status } = await cloud.image<{ status: string }>('GET', `/v2/images/${id}`);
  if (status !== 'active') throw new Error(`the image is ${status}`);
}
