import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GiB } from '@console/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textAt, valueAt } from '../kernel/json.ts';
import type { SourceImage } from '../kernel/service.ts';
import { projectId } from '../keystone/index.ts';
import { disks } from '../seed/disks.ts';
import { createRandom } from '../seed/random.ts';
import { openTestCloud, type TestCloud } from '../test-cloud.ts';
import { createCinder } from './index.ts';

const files = await mkdtemp(join(tmpdir(), 'cinder-'));

async function image(id: string, more: Partial<SourceImage>, bytes?: Uint8Array): Promise<SourceImage> {
  const dataPath = bytes ? join(files, id) : null;
  if (bytes && dataPath) await writeFile(dataPath, bytes);
  const blank = {
    name: id,
    status: 'active',
    diskFormat: 'qcow2',
    containerFormat: 'bare',
    size: 1000,
    virtualSize: GiB,
    checksum: 'c',
    minDisk: 0,
    minRam: 0,
  };
  return { id, ...blank, properties: { os_distro: 'Debian' }, ...more, dataPath };
}

const qcow2 = disks.qcow2(createRandom(1), 1, 1);
const withBacking = Buffer.from(qcow2);
withBacking.writeBigUInt64BE(1024n, 8);
const images = new Map(
  (
    await Promise.all([
      image('good', {}, qcow2),
      image('wide', { virtualSize: 3 * GiB }, qcow2),
      image('minimum', { minDisk: 5 }, qcow2),
      image('queued', { status: 'queued' }),
      image('hollow', {}),
      image('backed', {}, withBacking),
      image('flat', { diskFormat: 'vmdk' }, Buffer.from('# Disk DescriptorFile\nversion=1\n')),
      image('mistaken', {}, disks.raw(createRandom(1), 512 * 200)),
    ])
  ).map((row) => [row.id, row]),
);

let clock = Date.UTC(2026, 10, 20);
const mount: NonNullable<Parameters<typeof openTestCloud>[0]>['mount'] = (identity, stateDir) => ({
  volume: createCinder({
    stateDir,
    identity,
    images: { imageFor: (_caller, id) => images.get(id) ?? null },
    now: () => clock,
  }),
});

let cloud: TestCloud;
let alice: string;
beforeAll(async () => {
  cloud = await openTestCloud({ mount });
  alice = await cloud.tokenFor('alice', 'dev');
});
afterAll(async () => {
  await cloud.close();
  await rm(files, { recursive: true });
});

const dev = (method: string, path: string, volume?: unknown, token = alice) =>
  cloud.call(method, `/volume/v3/${projectId('dev')}${path}`, {
    token,
    ...(volume === undefined ? {} : { json: { volume } }),
  });
const statusOf = async (id: string) => textAt((await dev('GET', `/volumes/${id}`)).body, 'volume', 'status');
/** Advances the clock by `seconds` and reads the volume's status. */
const statusAfter = (seconds: number, id: string) => {
  clock += seconds * 1000;
  return statusOf(id);
};
async function remove(id: string) {
  expect((await dev('DELETE', `/volumes/${id}`)).status).toBe(202);
  expect(await statusOf(id)).toBe('deleting');
  expect(await statusAfter(2, id)).toBeUndefined();
}

describe('a volume from an image', () => {
  it('goes from creating through downloading to available, is renamed and deleted', async () => {
    const made = await dev('POST', '/volumes', { size: '2', imageRef: 'good', name: 'disk' });
    expect(made).toMatchObject({
      status: 202,
      body: { volume: { status: 'creating', size: 2, name: 'disk', bootable: 'false' } },
    });
    const id = textAt(made.body, 'volume', 'id') ?? '';
    expect(await statusAfter(1, id)).toBe('downloading');
    expect((await dev('DELETE', `/volumes/${id}`)).status).toBe(400);
    expect(await statusAfter(1, id)).toBe('available');
    expect((await dev('PUT', `/volumes/${id}`, { name: '数据盘' })).status).toBe(200);
    expect((await dev('GET', `/volumes/${id}`)).body).toMatchObject({
      volume: {
        name: '数据盘',
        bootable: 'true',
        volume_image_metadata: { image_id: 'good', disk_format: 'qcow2', os_distro: 'Debian' },
      },
    });
    await remove(id);
  });

  it.each([
    ['wide', "Image wide is unacceptable: Image virtual size is 3GB and doesn't fit in a volume of size 1GB."],
    ['minimum', 'Invalid input received: Volume size 1GB cannot be smaller than the image minDisk size 5GB.'],
    ['queued', 'Invalid input received: Image queued is not active.'],
    ['nowhere', 'Invalid image identifier or unable to access requested image.'],
  ])('is refused for image %s', async (imageRef, message) => {
    expect(await dev('POST', '/volumes', { size: 1, imageRef })).toMatchObject({
      status: 400,
      body: { badRequest: { code: 400, message } },
    });
  });

  it.each(['flat', 'backed', 'mistaken', 'hollow'])('ends in error for image %s', async (imageRef) => {
    const made = await dev('POST', '/volumes', { size: 1, imageRef });
    expect(made.status).toBe(202);
    const id = textAt(made.body, 'volume', 'id') ?? '';
    expect(await statusAfter(2, id)).toBe('error');
    await remove(id);
  });

  it.each([
    ['size 0', { size: 0 }, 400],
    ['a size that is no number', { size: 'abc' }, 400],
    ['no size', {}, 400],
    ['a name of 256', { size: 1, name: 'x'.repeat(256) }, 400],
    ['an unknown zone', { size: 1, availability_zone: 'mars' }, 400],
    ['an unknown type', { size: 1, volume_type: 'tape' }, 404],
    ['more than the quota', { size: 1001 }, 413],
  ])('is refused with %s', async (_name, volume, status) => {
    expect((await dev('POST', '/volumes', volume)).status).toBe(status);
  });

  it('continues to be created while the cloud restarts', async () => {
    const made = await dev('POST', '/volumes', { size: 1, imageRef: 'good' });
    const id = textAt(made.body, 'volume', 'id') ?? '';
    const { stateDir } = cloud;
    await cloud.close('keep');
    cloud = await openTestCloud({ stateDir, mount });
    expect(await statusAfter(2, id)).toBe('available');
    await remove(id);
  });
});

describe('volumes of a project', () => {
  it('are limited to ten, and listed newest first in pages', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++)
      ids.unshift(textAt((await dev('POST', '/volumes', { size: 1 })).body, 'volume', 'id') ?? '');
    expect((await dev('POST', '/volumes', { size: 1 })).body).toMatchObject({
      overLimit: {
        code: 413,
        message: "VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota 'volumes'.",
      },
    });
    const page = await dev('GET', `/volumes?limit=3&marker=${ids[3]}`);
    expect((valueAt(page.body, 'volumes') as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(4, 7));
    expect(page.body).toMatchObject({ volumes_links: [{ rel: 'next' }] });
    expect((await dev('GET', '/limits')).body).toMatchObject({
      limits: { absolute: { maxTotalVolumes: 10, totalVolumesUsed: 10 } },
    });
    const bob = await cloud.tokenFor('bob', 'ops');
    expect((await cloud.call('GET', `/volume/v3/${projectId('ops')}/volumes/${ids[0]}`, { token: bob })).status).toBe(
      404,
    );
  });

  it('need a token for the project, and writing needs the role member', async () => {
    const bob = await cloud.tokenFor('bob', 'ops');
    expect((await dev('GET', '/volumes', undefined, bob)).body).toEqual({
      badRequest: { code: 400, message: 'Malformed request url' },
    });
    expect((await dev('GET', '/volumes', undefined, 'garbage')).body).toMatchObject({ error: { code: 401 } });
    const refused = await cloud.call('POST', `/volume/v3/${projectId('ops')}/volumes`, {
      token: bob,
      json: { volume: { size: 1 } },
    });
    expect(refused).toMatchObject({
      status: 403,
      body: { forbidden: { code: 403, message: "Policy doesn't allow volume:create to be performed." } },
    });
  });

  it('come with types, zones and versions', async () => {
    expect((await dev('GET', '/types')).body).toMatchObject({
      volume_types: [{ name: 'local' }, { name: 'archive' }, { name: '__DEFAULT__' }],
    });
    expect((await dev('GET', '/types/default')).body).toMatchObject({ volume_type: { name: 'local' } });
    expect((await dev('GET', '/os-availability-zone')).body).toEqual({
      availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true } }],
    });
    expect((await cloud.call('GET', '/volume')).status).toBe(300);
  });
});
