import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { paths } from '@console/bff-contract';
import type { Page } from '@playwright/test';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { setFaults } from '../support/faults.ts';
import { administrator, launch } from './browser.ts';
import { median, report, timed } from './measure.ts';
import { emptyImage, removeImage, straight } from './people.ts';
import { randomFile } from './random-file.ts';

const run = promisify(execFile);
const ROUNDS = 5;
const GiB = 1024 ** 3;
const PACE = 100_000_000;

/** 1 GiB from Chromium until `active` over the same file by curl straight to the image API, in turn. */
export async function uploadThroughput(): Promise<void> {
  const file = await randomFile(GiB);
  await series('upload-throughput', 'none', file.path, null);
  await series('upload-throughput-hashed', 'sha512', file.path, null);
  await series('upload-throughput-paced', 'sha512', file.path, PACE);
  await file.remove();
}

/** @param pace bytes per second the image API reads; `null` = as fast as it can */
async function series(name: string, hash: 'sha512' | 'none', path: string, pace: number | null): Promise<void> {
  const served = await startConsole({ env: { EMBEDDED_SEED: '0', UPLOAD_HASH: hash } });
  const browser = await launch();
  const page = await administrator(browser, served.url);
  if (pace !== null) {
    await setFaults(served, [
      {
        match: { service: 'image', method: 'PUT', path: '/file$' },
        effect: { kind: 'slowRead', bytesPerSecond: pace },
      },
    ]);
  }
  const ratios: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const direct = await byCurl(served, path);
    const through = await byBrowser(page, path, `${name} ${round}`);
    ratios.push(direct / through);
    speeds.push(1024 / (through / 1000));
  }
  await browser.close();
  await served.stop();
  report(name, median(ratios), 'curl-time/browser-time', {
    MiB_per_s: median(speeds),
    rounds: ROUNDS,
    worst: Math.min(...ratios),
    best: Math.max(...ratios),
  });
}

async function byCurl(served: RunningConsole, path: string): Promise<number> {
  const cloud = await straight(served.authUrl);
  const id = await emptyImage(cloud, 'bench by curl');
  const headers = ['-H', `X-Auth-Token: ${cloud.token}`, '-H', 'Content-Type: application/octet-stream'];
  const ms = await timed(() =>
    run('curl', ['-sSf', '-X', 'PUT', ...headers, '-T', path, `${cloud.image}/v2/images/${id}/file`]),
  );
  await removeImage(cloud, id);
  return ms;
}

/** Milliseconds from the click on Create until the image API says `active`. */
async function byBrowser(page: Page, path: string, name: string): Promise<number> {
  await page.getByRole('link', { name: 'Back to the image list' }).click();
  await page
    .getByRole('link', { name: 'Create Image' })
    .or(page.getByRole('button', { name: 'Create Image' }))
    .first()
    .click();
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByLabel('Image name', { exact: true }).fill(name);
  const created = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith(`${paths.image}/v2/images`),
  );
  const ms = await timed(async () => {
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const { id } = (await (await created).json()) as { id: string };
    const address = `${paths.image}/v2/images/${id}`;
    for (let status = ''; status !== 'active'; ) {
      ({ status } = (await (await page.request.get(address)).json()) as { status: string });
    }
  });
  return ms;
}
