import { afterEach, describe, expect, it } from 'vitest';
import type { UploadLimits } from './limits.ts';
import { startBff, startUpstream, type UpstreamManners } from './testing.ts';
import { createClient, imageId, type Reply, someBytes } from './testing-client.ts';

const MiB = 1024 * 1024;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function stage(manners: UpstreamManners, limits: Partial<UploadLimits> = {}) {
  const upstream = await startUpstream(manners);
  const bff = await startBff(upstream.url, limits);
  closing.push(upstream.close, bff.close);
  return { upstream, client: createClient(bff.url) };
}

type Looks = NonNullable<UpstreamManners['looks']>;
const image = (json: unknown): Looks => ({ [imageId]: { status: 200, json } });
const quota = (limit: number): Looks => ({
  '/v2/info/usage': { status: 200, json: { usage: { image_size_total: { limit, usage: 7 } } } },
});
const spoilt = image({ status: 'queued', size: null, os_hash_value: 'ab' });
const heard = ({ status, body }: Reply) => {
  const { code, upstream } = body === '' ? { code: undefined, upstream: undefined } : JSON.parse(body);
  return [status, code, upstream?.status];
};

describe('after a reset in the middle', () => {
  it.each<[string, Looks, number, string, number | undefined]>([
    ['the image has been deleted meanwhile', { [imageId]: { status: 404 } }, 422, 'uploadRefused', 404],
    ['the quota is too small', { ...image({ status: 'queued', size: null }), ...quota(10) }, 422, 'uploadRefused', 413],
    ['the quota would do', { ...image({ status: 'queued', size: null }), ...quota(11) }, 410, 'uploadLost', undefined],
    ['there is no quota', { ...image({ status: 'queued' }), ...quota(-1) }, 410, 'uploadLost', undefined],
    ['the image is of no use any more', spoilt, 422, 'uploadMismatch', 415],
    ['the cloud cannot say', {}, 410, 'uploadLost', undefined],
  ])('%s', async (_what, looks, ...expected) => {
    const { client } = await stage({ breakAt: { bytes: MiB, how: 'reset' }, looks });
    const reply = await client.patch(await client.open(4 * MiB), 0, someBytes(4 * MiB));
    expect(heard(reply)).toEqual(expected);
  });

  it.each([
    ['is there whole', MiB, 204],
    ['is smaller', MiB - 1, 410],
  ])('at the end: the image is active and %s', async (_what, size, status) => {
    const looks = image({ status: 'active', size });
    const { client } = await stage({ breakAt: { bytes: MiB, how: 'reset' }, looks });
    expect((await client.patch(await client.open(MiB), 0, someBytes(MiB))).status).toBe(status);
  });
});

describe('a 500 of the cloud', () => {
  it.each<[string, Looks, string]>([
    ['is a mismatch where the image kept the hash of refused data', spoilt, 'uploadMismatch'],
    ['is a 500 where it did not', image({ status: 'queued', size: null, os_hash_value: null }), 'uploadRefused'],
  ])('%s', async (_what, looks, code) => {
    for (const bytes of [0, MiB]) {
      const { client } = await stage({ refuseAt: { bytes, status: 500 }, looks });
      const created = await client.create(MiB);
      const { location } = created.headers;
      const reply = location === undefined ? created : await client.patch(location, 0, someBytes(MiB));
      expect(heard(reply)).toEqual([422, code, 500]);
    }
  });
});

describe('an image that the cloud has not let go of yet', () => {
  const saving = { status: 'saving', size: null };

  it('is waited for', async () => {
    let looks = 0;
    const { client, upstream } = await stage({
      looks: {
        get [imageId]() {
          looks += 1;
          return { status: 200, json: looks < 3 ? saving : { status: 'queued' } };
        },
      },
    });
    expect((await client.create(MiB)).status).toBe(201);
    expect([looks, upstream.received.length]).toEqual([3, 1]);
  });

  it.each([
    ['saving', saving],
    ['staging', { status: 'uploading', size: null }],
  ])('is not waited for without an end: %s', async (_what, json) => {
    const { client, upstream } = await stage({ looks: image(json) }, { releaseMs: 100 });
    expect(heard(await client.create(MiB))).toEqual([422, 'uploadRefused', 409]);
    expect(upstream.received).toHaveLength(0);
  });
});
