import { setTimeout as pause } from 'node:timers/promises';
import { paths } from '@console/bff-contract';
import { expect, type Page } from '@playwright/test';
import { atCloud, type Cloud, giveImage, removeImage } from '../support/cloud.ts';
import type { RunningConsole } from '../support/console.ts';
import { administrator, launch } from './browser.ts';
import { median, report, timed } from './measure.ts';
import { withRandomFile } from './random-file.ts';
import type { Stand } from './stand.ts';
import { putFile } from './straight.ts';

const ROUNDS = 5;
const GiB = 1024 ** 3;
const PACE = 100_000_000;
/** Looking costs the cloud something too. */
const LOOK_MS = 50;
const LIMIT_MS = 180_000;

/** 1 GiB from Chromium until `active` over the same file by curl straight to the image API, in turn. */
export function uploadThroughput(stand: Stand): Promise<void> {
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
  const cloud = await atCloud(served.authUrl, 'admin');
  const browser = await launch();
  const page = await administrator(browser, served.url);
  const ratios: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const direct = await byCurl(cloud, path);
    const through = await byBrowser(page, cloud, path, `${name} ${round}`);
    ratios.push(direct / through);
    speeds.push(1024 / (through / 1000));
  }
  await browser.close();
  report(name, median(ratios), 'curl-time/browser-time', {
    MiB_per_s: median(speeds),
    rounds: ROUNDS,
    worst: Math.min(...ratios),
    best: Math.max(...ratios),
  });
}

async function byCurl(cloud: Cloud, path: string): Promise<number> {
  const { id } = await giveImage(cloud, { name: 'bench by curl' });
  const ms = await timed(() => putFile(cloud, id, path));
  await removeImage(cloud, id);
  return ms;
}

/** Milliseconds from the click on Create until the image API says `active`. */
async function byBrowser(page: Page, cloud: Cloud, path: string, name: string): Promise<number> {
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
  let id = '';
  const ms = await timed(async () => {
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    ({ id } = (await (await created).json()) as { id: string });
    await active(page, cloud, id);
  });
  // The page compares what it has sent with what the cloud has got; then it is done with the image.
  await page.getByRole('button', { name: `Dismiss ${name}`, exact: true }).click();
  await removeImage(cloud, id);
  return ms;
}

/** Waits for the image's end of the upload; fails with what the tray says where it never comes. */
async function active(page: Page, cloud: Cloud, id: string): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  for (;;) {
    const { status } = await cloud.image<{ status: string }>('GET', `/v2/images/${id}`);
    if (status === 'active') return;
    if (performance.now() > limit)
      throw new Error(`The image is still ${status}. ${await page.getByRole('dialog').textContent()}`);
    await pause(LOOK_MS);
  }
}
