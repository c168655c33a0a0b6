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

test('a session of one console works on the other, and sign-out on one ends it on both', async () => {
  const [first = '', second = ''] = pair.consoles;
  const { headers } = await signInToBff(first, 'admin', pair.url);
  const requestSession = (url: string, method = 'GET') => fetch(`${url}/api/session`, { method, headers });
  expect(await (await requestSession(second)).json()).toEqual(await (await requestSession(first)).json());
  expect((await fetch(`${second}/api/image/v2/images?limit=1`, { headers })).status).toBe(200);
  expect((await requestSession(second, 'DELETE')).status).toBe(204);
  for (const url of pair.consoles) expect((await requestSession(url)).status).toBe(401);
});

test('an upload of several slices through the proxy results in the file’s bytes', async ({ browser }) => {
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

test('the proxy distributes networks over both consoles and keeps each network on one of them', async () => {
  const requestCounts = async () =>
    Promise.all(pair.consoles.map(async (url) => configRequestCount(await (await fetch(`${url}/metrics`)).text())));
  const before = await requestCounts();
  for (let network = 0; network < 16; network++) await requestConfigFrom(`127.0.${network}.1`);
  const distribution = (await requestCounts()).map((count, index) => count - (before[index] ?? 0));
  expect(distribution.reduce((sum, count) => sum + count)).toBe(16);
  expect(Math.min(...distribution)).toBeGreaterThan(0);

  const afterDistribution = await requestCounts();
  for (let count = 0; count < 8; count++) await requestConfigFrom('127.0.7.1');
  const ofOneNetwork = (await requestCounts()).map((count, index) => count - (afterDistribution[index] ?? 0));
  expect(ofOneNetwork.toSorted()).toEqual([0, 8]);
});

/** Reads from a console's metrics how often it has answered `GET /api/config`. */
function configRequestCount(metrics: string): number {
  return Number(/^console_request_seconds_count\{[^}]*"\/api\/config"[^}]*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

/** Requests the configuration through the proxy from a local address. */
async function requestConfigFrom(localAddress: string): Promise<void> {
  const { port } = new URL(pair.url);
  const options = {
    host: '127.0.0.1',
    port,
    path: '/api/config',
    localAddress,
    rejectUnauthorized: false,
    agent: false,
  };
  const [response] = await once(request(options).end(), 'response');
  expect(response.statusCode).toBe(200);
  await once(response.resume(), 'end');
}
