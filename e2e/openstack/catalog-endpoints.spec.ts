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

/** An address on which no program listens. */
const unreachableHost = '127.0.0.1:1';

let faultProxy: FaultProxy;
let region: Region;

/** Adds a region whose public endpoints are unreachable and whose internal endpoints lead through the fault proxy. */
test.beforeAll(async () => {
  const cloud = await signInToCloud(OS_AUTH_URL, 'admin');
  faultProxy = await startFaultProxy(OS_AUTH_URL, cloud);
  const endpointsAt = (hosts: { readonly image: string; readonly volume: string }) => ({
    image: `http://${hosts.image}${new URL(cloud.imageUrl).pathname}`,
    volumev3: `http://${hosts.volume}${new URL(cloud.volumeUrl ?? '').pathname.replace(cloud.projectId, '%(project_id)s')}`,
  });
  region = await addRegion(cloud, {
    public: endpointsAt({ image: unreachableHost, volume: unreachableHost }),
    internal: endpointsAt(faultProxy.hosts),
  });
});
test.afterAll(async () => {
  await region?.remove();
  await faultProxy?.close();
});

test('OS_REGION_NAME and OS_INTERFACE choose the endpoints, and an unreachable endpoint is named', async () => {
  const internalConsole = await startConsole({
    env: { OS_AUTH_URL, OS_REGION_NAME: region.name, OS_INTERFACE: 'internal' },
  });
  const { headers } = await signInToBff(internalConsole.url);
  for (const [service, path] of [
    ['image', '/api/image/v2/images?limit=1'],
    ['volume', '/api/volume/v3/types'],
  ] as const) {
    const before = faultProxy.requestCount(service);
    expect((await fetch(internalConsole.url + path, { headers })).status).toBe(200);
    expect(faultProxy.requestCount(service)).toBe(before + 1);
  }
  await internalConsole.stop();

  const publicConsole = await startConsole({ env: { OS_AUTH_URL, OS_REGION_NAME: region.name } });
  const publicSession = await signInToBff(publicConsole.url);
  const response = await fetch(`${publicConsole.url}/api/image/v2/images?limit=1`, { headers: publicSession.headers });
  expect(await response.json()).toMatchObject({
    code: 'cloudUnreachable',
    at: { service: 'image', host: unreachableHost },
  });
  await publicConsole.stop();
});

test('the conformance suite uses the same endpoints as the console', async () => {
  const runSuite = async (catalogInterface: string, only: string) => {
    const env = { ...process.env, OS_REGION_NAME: region.name, OS_INTERFACE: catalogInterface };
    const args = [conformance, '--auth-url', OS_AUTH_URL, '--only', only];
    return (await promisify(execFile)(process.execPath, args, { env })).stdout;
  };
  for (const [service, only] of [
    ['image', 'list: limit 0'],
    ['volume', 'volume lists: an unknown volume'],
  ] as const) {
    const before = faultProxy.requestCount(service);
    expect(await runSuite('internal', only)).toMatch(/pass=1 of=1\n/);
    expect(faultProxy.requestCount(service)).toBeGreaterThan(before);
  }
  await expect(runSuite('admin', 'limit 0')).rejects.toThrow(/the region asked for has no image service/);
});
