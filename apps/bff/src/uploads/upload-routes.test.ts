import { MiB } from '@console/units';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { codeOf, createTusClient, imageId, randomBuffer, sha512, type TusClient } from '../testing/tus-client.ts';
import { type ImageApiBehaviour, startImageApi, startUploadServer } from '../testing/upload-server.ts';
import type { UploadLimits } from './upload-limits.ts';

/** Metadata with another image, because an image has one upload at a time. */
const newImage = () => ({ imageId: crypto.randomUUID() });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startServers(behaviour: ImageApiBehaviour = {}, limits: Partial<UploadLimits> = {}) {
  const imageApi = await startImageApi(behaviour);
  const bff = await startUploadServer(imageApi.url, limits);
  closing.push(imageApi.close, bff.close);
  return {
    imageApi,
    bff,
    client: createTusClient(bff.url),
    clientOf: (user: string) => createTusClient(bff.url, user),
  };
}

/** Sends slices from `from` on; stops at the first that is not accepted. Returns the last reply. */
async function uploadAll(client: TusClient, location: string, data: Buffer, from = 0, sliceBytes = MiB) {
  let reply = { status: 204, headers: {}, body: '' };
  for (let offset = from; offset < data.length; offset += sliceBytes) {
    reply = await client.patch(location, offset, data.subarray(offset, offset + sliceBytes));
    if (reply.status !== 204) return reply;
  }
  return reply;
}

const polling = { timeout: 5000, interval: 10 };
const waitFor = (condition: () => unknown) => vi.waitFor(() => expect(condition()).toBeTruthy(), polling);

describe('an upload', () => {
  it('reaches the image API unchanged, as one chunked request with the token', async () => {
    const { imageApi, client } = await startServers();
    const data = randomBuffer(5 * MiB + 12_345);
    const location = await client.open(data.length, { imageId, via: 'file', store: 'slow', filename: '镜像.qcow2' });
    const last = await uploadAll(client, location, data);
    expect(last).toMatchObject({ status: 204, headers: { 'upload-offset': String(data.length) } });
    expect(imageApi.received).toHaveLength(1);
    expect(imageApi.received[0]).toMatchObject({
      method: 'PUT',
      url: `/v2/images/${imageId}/file`,
      bytes: data.length,
      sha512: sha512(data),
    });
    expect(imageApi.received[0]?.headers).toMatchObject({
      'transfer-encoding': 'chunked',
      'content-type': 'application/octet-stream',
      accept: 'application/json',
      'x-auth-token': 'token',
      'x-image-meta-store': 'slow',
      'x-openstack-request-id': 'req-test',
    });
  });

  it('with via=stage reaches the staging area of an image API that never sends 100 Continue', async () => {
    const { imageApi, client } = await startServers({ silent: true });
    const data = randomBuffer(MiB);
    const location = await client.open(data.length, { imageId, via: 'stage' });
    expect(await uploadAll(client, location, data)).toMatchObject({ status: 204 });
    expect(imageApi.received[0]).toMatchObject({ url: `/v2/images/${imageId}/stage`, sha512: sha512(data) });
  });

  it('has a Content-Length after 411, and later uploads have it at once', async () => {
    const { imageApi, client } = await startServers({ lengthOnly: true });
    const data = randomBuffer(MiB);
    for (const requests of [2, 3]) {
      expect(await uploadAll(client, await client.open(data.length), data)).toMatchObject({ status: 204 });
      expect(imageApi.received).toHaveLength(requests);
      expect(imageApi.received.at(-1)).toMatchObject({ sha512: sha512(data) });
      expect(imageApi.received.at(-1)?.headers['content-length']).toBe(String(data.length));
    }
  });

  it('still answers HEAD and PATCH after its end', async () => {
    const { client } = await startServers();
    const data = randomBuffer(1000);
    const location = await client.open(data.length);
    await uploadAll(client, location, data);
    expect(await client.offset(location)).toBe(1000);
    expect(await client.patch(location, 1000, Buffer.alloc(0))).toMatchObject({ status: 204 });
    expect(await client.patch(location, 0, data)).toMatchObject({ status: 409 });
  });

  it('accepts slices up to its end and up to the limit, and answers 413 to others', async () => {
    const { client } = await startServers({}, { sliceBytes: 1000 });
    const location = await client.open(1500);
    expect(await client.patch(location, 0, randomBuffer(1001))).toMatchObject({ status: 413 });
    expect(await client.patch(location, 0, randomBuffer(1000))).toMatchObject({ status: 204 });
    expect(await client.patch(location, 1000, randomBuffer(501))).toMatchObject({ status: 413 });
  });
});

describe('a cut connection', () => {
  it('loses no byte that the BFF has received', async () => {
    const { imageApi, client } = await startServers();
    const data = randomBuffer(3 * MiB);
    const location = await client.open(data.length);
    let offset = 0;
    for (const bytes of [300_001, 1, 70_000]) {
      const sending = client.begin(location, offset, data.subarray(offset, offset + bytes), MiB);
      const sentOffset = offset + bytes;
      await waitFor(() => imageApi.received[0]!.bytes >= sentOffset - 128 * 1024);
      sending.cut();
      await sending.reply;
      offset = await client.offset(location);
      expect(offset).toBeLessThanOrEqual(sentOffset);
    }
    expect(await uploadAll(client, location, data, offset)).toMatchObject({ status: 204 });
    expect(imageApi.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  });

  it('is replaced by the next request, which aborts a PATCH that still seems to send', async () => {
    const { imageApi, client } = await startServers();
    const data = randomBuffer(2 * MiB);
    const location = await client.open(data.length);
    const stale = client.begin(location, 0, data.subarray(0, 200_000), MiB);
    await waitFor(() => imageApi.received[0]!.bytes > 0);
    const offset = await client.offset(location);
    expect(await stale.reply).toBe('cut');
    const sendSlice = () => client.patch(location, offset, data.subarray(offset, offset + MiB));
    const statuses = (await Promise.allSettled([sendSlice(), sendSlice()])).map((result) =>
      result.status === 'fulfilled' ? result.value.status : 'cut',
    );
    expect(statuses.filter((status) => status !== 204 && status !== 409 && status !== 'cut')).toEqual([]);
    expect(await uploadAll(client, location, data, await client.offset(location))).toMatchObject({ status: 204 });
    expect(imageApi.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  });

  it('is answered with 409 and the right offset before the slice has arrived', async () => {
    const { client } = await startServers();
    const location = await client.open(8 * MiB);
    await client.patch(location, 0, randomBuffer(1000));
    const reply = await client.begin(location, 0, randomBuffer(1000), MiB).reply;
    expect(reply).toMatchObject({ status: 409, headers: { 'upload-offset': '1000', connection: 'close' } });
  });
});

describe('an absent browser', () => {
  it('keeps its upload alive: single bytes go to an image API with an idle timeout', async () => {
    const { imageApi, client } = await startServers({ idleMs: 1000 }, { keepAliveMs: 100 });
    const data = randomBuffer(2 * MiB);
    const location = await client.open(data.length);
    await client.patch(location, 0, data.subarray(0, MiB));
    await waitFor(() => imageApi.received[0]!.bytes >= MiB - 128 * 1024);
    const before = imageApi.received[0]!.bytes;
    await waitFor(() => imageApi.received[0]!.bytes > before + 15);
    expect(await uploadAll(client, location, data, MiB)).toMatchObject({ status: 204 });
    expect(imageApi.received[0]).toMatchObject({ sha512: sha512(data) });
  });

  it('loses its upload after idleMs', async () => {
    const { client, imageApi } = await startServers({}, { idleMs: 100 });
    await client.open(MiB);
    await waitFor(() => imageApi.received[0]?.closed);
    expect(imageApi.received[0]?.sha512).toBeNull();
  });

  it('loses its upload after idleMs even if its connection stays open', async () => {
    const { client, imageApi } = await startServers({}, { idleMs: 150 });
    const location = await client.open(MiB);
    const sending = client.begin(location, 0, randomBuffer(1000), MiB);
    expect(await sending.reply).toMatchObject({ status: 410 });
    await waitFor(() => imageApi.received[0]?.closed);
  });

  it('is not assumed while the image API makes the browser wait', async () => {
    let stopped = true;
    const { client, bff } = await startServers({ stopped: () => stopped }, { idleMs: 150 });
    const data = randomBuffer(16 * MiB);
    const sending = uploadAll(client, await client.open(data.length), data, 0, data.length);
    const startedAt = Date.now();
    await waitFor(() => Date.now() - startedAt > 500);
    expect(bff.uploads.gauge().open).toBe(1);
    stopped = false;
    expect(await sending).toMatchObject({ status: 204 });
  });
});

describe('a failed upload', () => {
  it('answers its POST with a refusal that arrives before the first byte', async () => {
    const body = JSON.stringify({ message: 'Image status transition from active to saving is not allowed' });
    const { client, bff } = await startServers({ refuseAt: { bytes: 0, status: 409, body } });
    const reply = await client.create(MiB);
    expect(reply.status).toBe(422);
    expect(JSON.parse(reply.body)).toMatchObject({
      code: 'uploadRefused',
      upstream: { status: 409, message: 'Image status transition from active to saving is not allowed' },
    });
    expect(bff.uploads.gauge().open).toBe(0);
  });

  it('ends the session when the image API answers 401 to the PUT', async () => {
    const { client, bff } = await startServers({ refuseAt: { bytes: 0, status: 401 } });
    const reply = await client.create(MiB);
    expect([reply.status, codeOf(reply), bff.ended.sessions]).toEqual([401, 'sessionGone', 1]);
  });

  it('ends the session before the PUT when the image API answers 401 to a GET of the image', async () => {
    const records = { [`/v2/images/${imageId}`]: { status: 401 } };
    const { client, bff, imageApi } = await startServers({ silent: true, records });
    const reply = await client.create(MiB, { imageId, via: 'file' });
    expect([reply.status, codeOf(reply), bff.ended.sessions]).toEqual([401, 'sessionGone', 1]);
    expect(imageApi.received).toEqual([]);
  });

  it('answers a PATCH that is still sending, and later requests, with a refusal in the middle', async () => {
    const { client } = await startServers({ refuseAt: { bytes: MiB, status: 413 } });
    const location = await client.open(64 * MiB);
    const reply = await client.begin(location, 0, randomBuffer(2 * MiB), 32 * MiB).reply;
    expect(reply).toMatchObject({ status: 422 });
    expect(await client.head(location)).toMatchObject({ status: 422 });
    const emptySlice = await client.patch(location, 0, Buffer.alloc(0));
    expect(JSON.parse(emptySlice.body)).toMatchObject({ code: 'uploadRefused', upstream: { status: 413 } });
  });

  it('answers 410 uploadLost when the image API resets the connection', async () => {
    const { client } = await startServers({ breakAt: { bytes: MiB, how: 'reset' } });
    const data = randomBuffer(4 * MiB);
    const location = await client.open(data.length);
    const reply = await uploadAll(client, location, data);
    expect([reply.status, codeOf(reply)]).toEqual([410, 'uploadLost']);
    expect(await client.head(location)).toMatchObject({ status: 410 });
  });

  it.each([
    [413, 'uploadRefused'],
    [415, 'uploadMismatch'],
  ])('answers its last PATCH with a %i after the whole body, as %s', async (status, code) => {
    const { client } = await startServers({ refuseAt: { bytes: MiB, status, body: '{"message":"no"}' } });
    const reply = await client.patch(await client.open(MiB), 0, randomBuffer(MiB));
    expect(JSON.parse(reply.body)).toMatchObject({ code, upstream: { status, message: 'no' } });
  });

  it('answers 502 cloudUnreachable when the image API is down', async () => {
    const { client, imageApi } = await startServers();
    await imageApi.close();
    const reply = await client.create(MiB);
    expect([reply.status, codeOf(reply)]).toEqual([502, 'cloudUnreachable']);
  });
});

describe('the upload routes', () => {
  it('end the upstream request at DELETE and answer 404 afterwards', async () => {
    const { client, imageApi } = await startServers();
    const location = await client.open(8 * MiB);
    const sending = client.begin(location, 0, randomBuffer(300_000), MiB);
    await waitFor(() => imageApi.received[0]!.bytes > 0);
    expect(await client.remove(location)).toMatchObject({ status: 204 });
    await waitFor(() => imageApi.received[0]?.closed);
    expect(imageApi.received[0]?.sha512).toBeNull();
    await sending.reply;
    expect(await client.head(location)).toMatchObject({ status: 404 });
  });

  it('answer 404 to other users and leave the upload unchanged', async () => {
    const { client, clientOf } = await startServers();
    const data = randomBuffer(1000);
    const location = await client.open(data.length);
    const bob = clientOf('bob');
    expect(await bob.head(location)).toMatchObject({ status: 404 });
    expect(await bob.patch(location, 0, data)).toMatchObject({ status: 404 });
    expect(await bob.remove(location)).toMatchObject({ status: 404 });
    expect(await client.patch(location, 0, data)).toMatchObject({ status: 204 });
  });

  it('limit open uploads of one user and of all users until one has ended', async () => {
    const { client, clientOf } = await startServers({}, { perUser: 2, total: 3 });
    const first = await client.open(MiB, newImage());
    await client.open(MiB, newImage());
    expect(codeOf(await client.create(MiB))).toBe('uploadLimit');
    await clientOf('bob').open(MiB);
    expect(codeOf(await clientOf('carol').create(MiB))).toBe('uploadLimit');
    await client.remove(first);
    await clientOf('carol').open(MiB);
  });

  it.each([
    [400, 'without Upload-Length', { 'Upload-Metadata': '' }],
    [400, 'with an empty file', { 'Upload-Length': '0' }],
    [400, 'without an image', { 'Upload-Length': '5' }],
    [400, 'with a path as image id', { 'Upload-Length': '5', 'Upload-Metadata': `imageId ${btoa('../../v3')}` }],
    [412, 'with another version of tus', { 'Tus-Resumable': '0.2.2', 'Upload-Length': '5' }],
  ])('answer %i to a POST %s', async (status, _case, headers: Record<string, string>) => {
    const { bff } = await startServers();
    const reply = await fetch(`${bff.url}/api/uploads`, {
      method: 'POST',
      headers: { 'Tus-Resumable': '1.0.0', ...headers },
    });
    expect(reply.status).toBe(status);
  });

  it('hold less than 512 KiB of an upload in memory while the image API reads nothing', async () => {
    let stopped = true;
    const { client, bff, imageApi } = await startServers({ stopped: () => stopped });
    const data = randomBuffer(24 * MiB);
    const location = await client.open(data.length);
    const sending = uploadAll(client, location, data, 0, data.length);
    const samples: number[] = [];
    await vi.waitFor(() => {
      samples.push(bff.uploads.gauge().buffered);
      expect(samples.length).toBeGreaterThan(20);
      expect(samples.at(-1)).toBe(samples.at(-10));
    }, polling);
    expect(Math.max(...samples)).toBeLessThan(512 * 1024);
    stopped = false;
    expect(await sending).toMatchObject({ status: 204 });
    expect(imageApi.received[0]).toMatchObject({ sha512: sha512(data) });
  });

  it('drain: they refuse new uploads, wait for a sending one and end the others', async () => {
    const { client, bff } = await startServers({}, { drainMs: 300 });
    const sending = await client.open(2000, newImage());
    const idle = await client.open(2000, newImage());
    const drained = bff.uploads.drain();
    expect(codeOf(await client.create(MiB))).toBe('stopping');
    expect(await client.patch(sending, 0, randomBuffer(2000))).toMatchObject({ status: 204 });
    await drained;
    expect(await client.head(idle)).toMatchObject({ status: 410 });
  });
});
