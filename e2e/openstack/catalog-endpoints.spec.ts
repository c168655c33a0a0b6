import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { signInToBff } from '../support/bff-session.ts';
import { signInToCloud } from '../support/cloud-client.ts';
import { startConsole } from '../support/console.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { addRegion, type Region } from './tls/region.ts';

const { OS_AUTH_URL = '' } = process.env;
const conformance = fileURLToPath(import.meta.resolve('../../packages/devcloud/conformance/main.ts'));

/** Nobody listens there. */
const nowhere = '127.0.0.1:1';

let front: FaultProxy;
let region: Region;

/** A further region: outside it leads nowhere, inside by way of the front. */
test.beforeAll(async () => {
  const cloud = await signInToCloud(OS_AUTH_URL, 'admin');
  front = await startFaultProxy(OS_AUTH_URL, cloud);
  const at = (hosts: { readonly image: string; readonly volume: string }) => ({
    image: `http://${hosts.image}${new URL(cloud.imageUrl).pathname}`,
    volumev3: `http://${hosts.volume}${new URL(cloud.volumeUrl ?? '').pathname.replace(cloud.projectId, '%(project_id)s')}`,
  });
  region = await addRegion(cloud, { public: at({ image: nowhere, volume: nowhere }), internal: at(front.hosts) });
});
test.afterAll(async () => {
  await region?.remove();
  await front?.close();
});

test('OS_REGION_NAME and OS_INTERFACE choose the endpoints: inside it works, outside it is said where nobody answers', async () => {
  const inside = await startConsole({
    env: { OS_AUTH_URL, OS_REGION_NAME: region.name, OS_INTERFACE: 'internal' },
  });
  const { headers } = await signInToBff(inside.url);
  for (const [service, path] of [
    ['image', '/api/image/v2/images?limit=1'],
    ['volume', '/api/volume/v3/types'],
  ] as const) {
    const before = front.requestCount(service);
    expect((await fetch(inside.url + path, { headers })).status).toBe(200);
    expect(front.requestCount(service)).toBe(before + 1);
  }
  await inside.stop();

  const outside = await startConsole({ env: { OS_AUTH_URL, OS_REGION_NAME: region.name } });
  const there = await signInToBff(outside.url);
  const refusal = await fetch(`${outside.url}/api/image/v2/images?limit=1`, { headers: there.headers });
  expect(await refusal.json()).toMatchObject({ code: 'cloudUnreachable', at: { service: 'image', host: nowhere } });
  await outside.stop();
});

test('the conformance suite goes where the console goes', async () => {
  const suite = async (side: string, only: string) => {
    const env = { ...process.env, OS_REGION_NAME: region.name, OS_INTERFACE: side };
    const args = [conformance, '--auth-url', OS_AUTH_URL, '--only', only];
    return (await promisify(execFile)(process.execPath, args, { env })).stdout;
  };
  for (const [service, only] of [
    ['image', 'list: limit 0'],
    ['volume', 'volume lists: an unknown volume'],
  ] as const) {
    const before = front.requestCount(service);
    expect(await suite('internal', only)).toMatch(/pass=1 of=1\n/);
    expect(front.requestCount(service)).toBeGreaterThan(before);
  }
  await expect(suite('admin', 'limit 0')).rejects.toThrow(/the region asked for has no image service/);
});
