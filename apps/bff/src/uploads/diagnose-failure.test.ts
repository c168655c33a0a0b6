import { MiB } from '@console/units';
import { afterEach, describe, expect, it } from 'vitest';
import { createTusClient, imageId, type Reply, randomBuffer } from '../testing/tus-client.ts';
import { type ImageApiBehaviour, startImageApi, startUploadServer } from '../testing/upload-server.ts';
import type { UploadLimits } from './upload-limits.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startServers(behaviour: ImageApiBehaviour, limits: Partial<UploadLimits> = {}) {
  const imageApi = await startImageApi(behaviour);
  const bff = await startUploadServer(imageApi.url, limits);
  closing.push(imageApi.close, bff.close);
  return { imageApi, client: createTusClient(bff.url) };
}

type Records = NonNullable<ImageApiBehaviour['records']>;
const imageRecord = (image: object): Records => ({ [imageId]: { status: 200, json: { id: imageId, ...image } } });
/** 7 MiB are in use already. */
const quotaRecord = (limit: number): Records => ({
  '/v2/info/usage': { status: 200, json: { usage: { image_size_total: { limit, usage: 7 } } } },
});
const spoiltImage = imageRecord({ status: 'queued', size: null, os_hash_value: 'ab' });

/** Status, problem code and the cloud's own status. */
const summaryOf = ({ status, body }: Reply) => {
  const { code, upstream } = body === '' ? { code: undefined, upstream: undefined } : JSON.parse(body);
  return [status, code, upstream?.status];
};

describe('diagnoseFailure after a reset in the middle of the body', () => {
  const queuedImage = imageRecord({ status: 'queued', size: null });

  it.each<[string, string, Records, number, number | undefined]>([
    ['uploadRefused', 'the image is deleted', { [imageId]: { status: 404 } }, 422, 404],
    ['uploadRefused', 'the file does not fit the quota', { ...queuedImage, ...quotaRecord(10) }, 422, 413],
    ['uploadLost', 'the file fits the quota', { ...queuedImage, ...quotaRecord(11) }, 410, undefined],
    ['uploadLost', 'there is no quota', { ...queuedImage, ...quotaRecord(-1) }, 410, undefined],
    ['uploadMismatch', 'the image has the hash of refused data', spoiltImage, 422, 415],
    ['uploadLost', 'the image API does not answer', {}, 410, undefined],
  ])('answers %s when %s', async (code, _case, records, status, cloudStatus) => {
    const { client } = await startServers({ breakAt: { bytes: MiB, how: 'reset' }, records });
    const reply = await client.patch(await client.open(4 * MiB), 0, randomBuffer(4 * MiB));
    expect(summaryOf(reply)).toEqual([status, code, cloudStatus]);
  });
});

describe('diagnoseFailure after a reset behind the last byte', () => {
  it.each([
    [204, 'is active with the size of the file', MiB],
    [410, 'is active with a smaller size', MiB - 1],
  ])('answers %i when the image %s', async (status, _case, size) => {
    const records = imageRecord({ status: 'active', size });
    const { client } = await startServers({ breakAt: { bytes: MiB, how: 'reset' }, records });
    expect((await client.patch(await client.open(MiB), 0, randomBuffer(MiB))).status).toBe(status);
  });
});

describe('diagnoseFailure after a 500 of the image API', () => {
  it.each<[string, string, Records]>([
    ['uploadMismatch', 'has the hash of refused data', spoiltImage],
    ['uploadRefused', 'has no hash', imageRecord({ status: 'queued', size: null, os_hash_value: null })],
  ])('answers %s when the image %s', async (code, _case, records) => {
    for (const bytes of [0, MiB]) {
      const { client } = await startServers({ refuseAt: { bytes, status: 500 }, records });
      const created = await client.create(MiB);
      const { location } = created.headers;
      const reply = location === undefined ? created : await client.patch(location, 0, randomBuffer(MiB));
      expect(summaryOf(reply)).toEqual([422, code, 500]);
    }
  });
});

describe('a new upload to an image that another upload holds', () => {
  const saving = { status: 'saving', size: null };

  it('starts as soon as the image is queued', async () => {
    let requests = 0;
    const { client, imageApi } = await startServers({
      records: {
        get [imageId]() {
          requests += 1;
          return { status: 200, json: { id: imageId, ...(requests < 3 ? saving : { status: 'queued' }) } };
        },
      },
    });
    expect((await client.create(MiB)).status).toBe(201);
    expect([requests, imageApi.received.length]).toEqual([3, 1]);
  });

  it.each([
    ['saving', saving],
    ['uploading', { status: 'uploading', size: null }],
  ])('is refused with 409 while the image stays %s', async (_status, image) => {
    const { client, imageApi } = await startServers({ records: imageRecord(image) }, { releaseMs: 100 });
    expect(summaryOf(await client.create(MiB))).toEqual([422, 'uploadRefused', 409]);
    expect(imageApi.received).toHaveLength(0);
  });
});
