import { once } from 'node:events';
import { request } from 'node:https';
import { expect, test } from '@playwright/test';
import { signInToBff } from '../support/bff-session.ts';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile } from '../support/disk-image.ts';
import { imageList } from '../support/image-list.ts';
import { labelsOf } from '../support/labels.ts';
import { signIn } from '../support/sign-in.ts';
import { startUpload } from '../support/upload-tray.ts';
import { type ConsolePair, startConsolePair } from './tls/console-pair.ts';

const { OS_AUTH_URL = '' } = process.env;
const labels = labelsOf('en-US');

let pair: ConsolePair;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  pair = await startConsolePair(OS_AUTH_URL);
});
test.afterAll(async () => {
  await pair?.close();
});

test('a session made on one console works on the other, and signing out on one ends it on both', async () => {
  const [one = '', other = ''] = pair.consoles;
  const { headers } = await signInToBff(one, 'admin', pair.url);
  const session = (url: string, method = 'GET') => fetch(`${url}/api/session`, { method, headers });
  expect(await (await session(other)).json()).toEqual(await (await session(one)).json());
  expect((await fetch(`${other}/api/image/v2/images?limit=1`, { headers })).status).toBe(200);
  expect((await session(other, 'DELETE')).status).toBe(204);
  for (const url of pair.consoles) expect((await session(url)).status).toBe(401);
});

test('an upload of several slices through the proxy ends whole', async ({ browser }) => {
  const disk = await createRawFile(40);
  const name = `side by side ${Date.now()}`;
  const page = await browser.newPage({ baseURL: pair.url, ignoreHTTPSErrors: true });
  await signIn(page, 'admin', 'en-US', '/compute/images/create');
  await startUpload(page, 'en-US', name, disk.path);
  await expect(imageList(page, 'en-US').row(name).getByText(labels.active)).toBeVisible({ timeout: 60_000 });
  const [image] = await findImagesByName(pair.cloud, name);
  expect(image).toMatchObject({ status: 'active', size: disk.size, os_hash_value: disk.sha512 });
  await pair.cloud.image('DELETE', `/v2/images/${image?.id}`);
  await disk.remove();
  await page.close();
});

test('browsers of different networks are spread over both, and each stays with its own', async () => {
  const answered = async () =>
    Promise.all(pair.consoles.map(async (url) => configAnswers(await (await fetch(`${url}/metrics`)).text())));
  const before = await answered();
  for (let network = 0; network < 16; network++) await askFrom(`127.0.${network}.1`);
  const spread = (await answered()).map((count, place) => count - (before[place] ?? 0));
  expect(spread.reduce((sum, count) => sum + count)).toBe(16);
  expect(Math.min(...spread)).toBeGreaterThan(0);

  const settled = await answered();
  for (let turn = 0; turn < 8; turn++) await askFrom('127.0.7.1');
  const stayed = (await answered()).map((count, place) => count - (settled[place] ?? 0));
  expect(stayed.toSorted()).toEqual([0, 8]);
});

/** How often a console has told its configuration, by its own count. */
function configAnswers(metrics: string): number {
  return Number(/^console_request_seconds_count\{[^}]*"\/api\/config"[^}]*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

/** Asks for the configuration by way of the proxy from an address of this machine. */
async function askFrom(localAddress: string): Promise<void> {
  const { port } = new URL(pair.url);
  const target = {
    host: '127.0.0.1',
    port,
    path: '/api/config',
    localAddress,
    rejectUnauthorized: false,
    agent: false,
  };
  const [answer] = await once(request(target).end(), 'response');
  expect(answer.statusCode).toBe(200);
  await once(answer.resume(), 'end');
}
