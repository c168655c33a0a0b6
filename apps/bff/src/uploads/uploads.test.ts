import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UploadLimits } from './limits.ts';
import { startBff, startUpstream, type UpstreamManners } from './testing.ts';
import { type Client, createClient, imageId, sha512, someBytes } from './testing-client.ts';

/** Another one each time: an image has one upload. */
const anImage = () => ({ imageId: crypto.randomUUID() });

const MiB = 1024 * 1024;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function stage(manners: UpstreamManners = {}, limits: Partial<UploadLimits> = {}) {
  const upstream = await startUpstream(manners);
  const bff = await startBff(upstream.url, limits);
  closing.push(upstream.close, bff.close);
  return { upstream, bff, client: createClient(bff.url), as: (user: string) => createClient(bff.url, user) };
}

async function sendAll(client: Client, location: string, data: Buffer, from = 0, sliceBytes = MiB) {
  let reply = { status: 204, headers: {}, body: '' };
  for (let at = from; at < data.length; at += sliceBytes) {
    reply = await client.patch(location, at, data.subarray(at, at + sliceBytes));
    if (reply.status !== 204) return reply;
  }
  return reply;
}

const waiting = { timeout: 5000, interval: 10 };
/** Waits for a fact. */
const until = (fact: () => unknown) => vi.waitFor(() => expect(fact()).toBeTruthy(), waiting);
const codeOf = (reply: { body: string }): unknown => JSON.parse(reply.body).code;

describe('a whole upload', () => {
  it('arrives byte for byte, as one chunked request with the token', async () => {
    const { upstream, client } = await stage();
    const data = someBytes(5 * MiB + 12_345);
    const location = await client.open(data.length, { imageId, via: 'file', store: 'slow', filename: '镜像.qcow2' });
    const last = await sendAll(client, location, data);
    expect(last).toMatchObject({ status: 204, headers: { 'upload-offset': String(data.length) } });
    expect(upstream.received).toHaveLength(1);
    expect(upstream.received[0]).toMatchObject({
      method: 'PUT',
      url: `/v2/images/${imageId}/file`,
      bytes: data.length,
      sha512: sha512(data),
    });
    expect(upstream.received[0]?.headers).toMatchObject({
      'transfer-encoding': 'chunked',
      'content-type': 'application/octet-stream',
      accept: 'application/json',
      'x-auth-token': 'token',
      'x-image-meta-store': 'slow',
      'x-openstack-request-id': 'req-test',
    });
  });

  it('begins without 100 Continue where the cloud never sends it, and stages', async () => {
    const { upstream, client } = await stage({ silent: true });
    const data = someBytes(MiB);
    expect(await sendAll(client, await client.open(data.length, { imageId, via: 'stage' }), data)).toMatchObject({
      status: 204,
    });
    expect(upstream.received[0]).toMatchObject({ url: `/v2/images/${imageId}/stage`, sha512: sha512(data) });
  });

  it('falls back to Content-Length where chunked is refused, and remembers it', async () => {
    const { upstream, client } = await stage({ lengthOnly: true });
    const data = someBytes(MiB);
    for (const requests of [2, 3]) {
      expect(await sendAll(client, await client.open(data.length), data)).toMatchObject({ status: 204 });
      expect(upstream.received).toHaveLength(requests);
      expect(upstream.received.at(-1)).toMatchObject({ sha512: sha512(data) });
      expect(upstream.received.at(-1)?.headers['content-length']).toBe(String(data.length));
    }
  });

  it('can be asked again after its end', async () => {
    const { client } = await stage();
    const data = someBytes(1000);
    const location = await client.open(data.length);
    await sendAll(client, location, data);
    expect(await client.offset(location)).toBe(1000);
    expect(await client.patch(location, 1000, Buffer.alloc(0))).toMatchObject({ status: 204 });
    expect(await client.patch(location, 0, data)).toMatchObject({ status: 409 });
  });
});

describe('cuts', () => {
  it('goes on from the exact byte after a cut in the middle of a slice', async () => {
    const { upstream, client } = await stage();
    const data = someBytes(3 * MiB);
    const location = await client.open(data.length);
    let at = 0;
    for (const part of [300_001, 1, 70_000]) {
      const begun = client.begin(location, at, data.subarray(at, at + part), MiB);
      const goal = at + part;
      await until(() => upstream.received[0]!.bytes >= goal - 128 * 1024);
      begun.cut();
      await begun.reply;
      at = await client.offset(location);
      expect(at).toBeLessThanOrEqual(goal);
    }
    expect(await sendAll(client, location, data, at)).toMatchObject({ status: 204 });
    expect(upstream.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  });

  it('ends a stale PATCH when a new one comes, whichever comes last wins', async () => {
    const { upstream, client } = await stage();
    const data = someBytes(2 * MiB);
    const location = await client.open(data.length);
    const stale = client.begin(location, 0, data.subarray(0, 200_000), MiB);
    await until(() => upstream.received[0]!.bytes > 0);
    const at = await client.offset(location);
    expect(await stale.reply).toBe('cut');
    const rest = () => client.patch(location, at, data.subarray(at, at + MiB));
    const statuses = (await Promise.allSettled([rest(), rest()])).map((end) =>
      end.status === 'fulfilled' ? end.value.status : 'cut',
    );
    expect(statuses.filter((status) => status !== 204 && status !== 409 && status !== 'cut')).toEqual([]);
    expect(await sendAll(client, location, data, await client.offset(location))).toMatchObject({ status: 204 });
    expect(upstream.received[0]).toMatchObject({ bytes: data.length, sha512: sha512(data) });
  });

  it('answers 409 with the right offset at once, before the slice has come', async () => {
    const { client } = await stage();
    const location = await client.open(8 * MiB);
    await client.patch(location, 0, someBytes(1000));
    const begun = client.begin(location, 0, someBytes(1000), MiB);
    const reply = await begun.reply;
    expect(reply).toMatchObject({ status: 409, headers: { 'upload-offset': '1000', connection: 'close' } });
  });

  it('drips while the browser is away, so that the idle timer upstream never fires', async () => {
    const { upstream, client } = await stage({ idleMs: 1000 }, { dripMs: 100 });
    const data = someBytes(2 * MiB);
    const location = await client.open(data.length);
    await client.patch(location, 0, data.subarray(0, MiB));
    await until(() => upstream.received[0]!.bytes >= MiB - 128 * 1024);
    const before = upstream.received[0]!.bytes;
    await until(() => upstream.received[0]!.bytes > before + 15);
    expect(await sendAll(client, location, data, MiB)).toMatchObject({ status: 204 });
    expect(upstream.received[0]).toMatchObject({ sha512: sha512(data) });
  });
});

describe('refusals and losses', () => {
  it('tells an early refusal as the answer to the POST', async () => {
    const body = JSON.stringify({ message: 'Image status transition from active to saving is not allowed' });
    const { client, bff } = await stage({ refuseAt: { bytes: 0, status: 409, body } });
    const reply = await client.create(MiB);
    expect(reply.status).toBe(422);
    expect(JSON.parse(reply.body)).toMatchObject({
      code: 'uploadRefused',
      upstream: { status: 409, message: 'Image status transition from active to saving is not allowed' },
    });
    expect(bff.uploads.gauge().open).toBe(0);
  });

  it('ends the session when the cloud no longer takes its token', async () => {
    const { client, bff } = await stage({ refuseAt: { bytes: 0, status: 401 } });
    const reply = await client.create(MiB);
    expect([reply.status, codeOf(reply), bff.ended.sessions]).toEqual([401, 'sessionGone', 1]);
  });

  it('learns that the token is not taken any more before a cloud that says so late', async () => {
    const looks = { [`/v2/images/${imageId}`]: { status: 401 } };
    const { client, bff, upstream } = await stage({ silent: true, looks });
    const reply = await client.create(MiB, { imageId, via: 'file' });
    expect([reply.status, codeOf(reply), bff.ended.sessions]).toEqual([401, 'sessionGone', 1]);
    expect(upstream.received).toEqual([]);
  });

  it('tells a refusal in the middle while the browser is still sending, and again to who asks later', async () => {
    const { client } = await stage({ refuseAt: { bytes: MiB, status: 413 } });
    const location = await client.open(64 * MiB);
    const begun = client.begin(location, 0, someBytes(2 * MiB), 32 * MiB);
    const reply = await begun.reply;
    expect(reply).toMatchObject({ status: 422 });
    expect(await client.head(location)).toMatchObject({ status: 422 });
    const again = await client.patch(location, 0, Buffer.alloc(0));
    expect(JSON.parse(again.body)).toMatchObject({ code: 'uploadRefused', upstream: { status: 413 } });
  });

  it('answers 410 with the reason when the upstream dies', async () => {
    const { client } = await stage({ breakAt: { bytes: MiB, how: 'reset' } });
    const data = someBytes(4 * MiB);
    const location = await client.open(data.length);
    const reply = await sendAll(client, location, data);
    expect(reply.status).toBe(410);
    expect(codeOf(reply)).toBe('uploadLost');
    expect(await client.head(location)).toMatchObject({ status: 410 });
  });

  it.each([
    [413, 'uploadRefused'],
    [415, 'uploadMismatch'],
  ])('tells a %i that comes after the whole body', async (refusal, code) => {
    const { client } = await stage({ refuseAt: { bytes: MiB, status: refusal, body: '{"message":"no"}' } });
    const reply = await client.patch(await client.open(MiB), 0, someBytes(MiB));
    expect(JSON.parse(reply.body)).toMatchObject({
      code,
      upstream: { status: refusal, message: 'no' },
    });
  });

  it('says when the image API cannot be reached', async () => {
    const { client, upstream } = await stage();
    await upstream.close();
    const reply = await client.create(MiB);
    expect([reply.status, codeOf(reply)]).toEqual([502, 'cloudUnreachable']);
  });

  it('gives an upload up after a long absence', async () => {
    const { client, upstream } = await stage({}, { idleMs: 100 });
    await client.open(MiB);
    await until(() => upstream.received[0]?.closed);
    expect(upstream.received[0]?.sha512).toBeNull();
  });
});

describe('a browser that is gone without a word', () => {
  it('does not keep its upload open by a connection on which nothing comes', async () => {
    const { client, upstream } = await stage({}, { idleMs: 150 });
    const location = await client.open(MiB);
    const begun = client.begin(location, 0, someBytes(1000), MiB);
    expect(await begun.reply).toMatchObject({ status: 410 });
    await until(() => upstream.received[0]?.closed);
  });

  it('is not taken for gone while it is the image API that makes it wait', async () => {
    let stopped = true;
    const { client, bff } = await stage({ stopped: () => stopped }, { idleMs: 150 });
    const data = someBytes(16 * MiB);
    const sending = sendAll(client, await client.open(data.length), data, 0, data.length);
    const begun = Date.now();
    await until(() => Date.now() - begun > 500);
    expect(bff.uploads.gauge().open).toBe(1);
    stopped = false;
    expect(await sending).toMatchObject({ status: 204 });
  });
});

describe('who may, and how many', () => {
  it('cancel ends the upstream request, and the upload is unknown afterwards', async () => {
    const { client, upstream } = await stage();
    const location = await client.open(8 * MiB);
    const begun = client.begin(location, 0, someBytes(300_000), MiB);
    await until(() => upstream.received[0]!.bytes > 0);
    expect(await client.remove(location)).toMatchObject({ status: 204 });
    await until(() => upstream.received[0]?.closed);
    expect(upstream.received[0]?.sha512).toBeNull();
    await begun.reply;
    expect(await client.head(location)).toMatchObject({ status: 404 });
  });

  it("keeps other users out as if there were no such upload, and leaves the owner's PATCH alone", async () => {
    const { client, as } = await stage();
    const data = someBytes(1000);
    const location = await client.open(data.length);
    const bob = as('bob');
    expect(await bob.head(location)).toMatchObject({ status: 404 });
    expect(await bob.patch(location, 0, data)).toMatchObject({ status: 404 });
    expect(await bob.remove(location)).toMatchObject({ status: 404 });
    expect(await client.patch(location, 0, data)).toMatchObject({ status: 204 });
  });

  it('limits uploads per user and altogether, and frees the place at the end', async () => {
    const { client, as } = await stage({}, { perUser: 2, total: 3 });
    const first = await client.open(MiB, anImage());
    await client.open(MiB, anImage());
    expect(codeOf(await client.create(MiB))).toBe('uploadLimit');
    await as('bob').open(MiB);
    expect(codeOf(await as('carol').create(MiB))).toBe('uploadLimit');
    await client.remove(first);
    await as('carol').open(MiB);
  });

  it.each([
    ['no length', { 'Upload-Metadata': '' }, 400],
    ['an empty file', { 'Upload-Length': '0' }, 400],
    ['no image', { 'Upload-Length': '5' }, 400],
    ['a path for an image', { 'Upload-Length': '5', 'Upload-Metadata': `imageId ${btoa('../../v3')}` }, 400],
    ['another protocol', { 'Tus-Resumable': '0.2.2', 'Upload-Length': '5' }, 412],
  ])('refuses %s', async (_what, headers: Record<string, string>, status) => {
    const { bff } = await stage();
    const reply = await fetch(`${bff.url}/api/uploads`, {
      method: 'POST',
      headers: { 'Tus-Resumable': '1.0.0', ...headers },
    });
    expect(reply.status).toBe(status);
  });

  it('refuses a slice beyond the end and one beyond the limit', async () => {
    const { client } = await stage({}, { sliceBytes: 1000 });
    const location = await client.open(1500);
    expect(await client.patch(location, 0, someBytes(1001))).toMatchObject({ status: 413 });
    expect(await client.patch(location, 0, someBytes(1000))).toMatchObject({ status: 204 });
    expect(await client.patch(location, 1000, someBytes(501))).toMatchObject({ status: 413 });
  });
});

describe('pace and end', () => {
  it('holds no more than a little in memory while the image API does not read', async () => {
    let stopped = true;
    const { client, bff, upstream } = await stage({ stopped: () => stopped });
    const data = someBytes(24 * MiB);
    const location = await client.open(data.length);
    const sending = sendAll(client, location, data, 0, data.length);
    const seen: number[] = [];
    await vi.waitFor(() => {
      seen.push(bff.uploads.gauge().buffered);
      expect(seen.length).toBeGreaterThan(20);
      expect(seen.at(-1)).toBe(seen.at(-10));
    }, waiting);
    expect(Math.max(...seen)).toBeLessThan(512 * 1024);
    stopped = false;
    expect(await sending).toMatchObject({ status: 204 });
    expect(upstream.received[0]).toMatchObject({ sha512: sha512(data) });
  });

  it('an orderly stop lets a moving upload end, cuts the others, and takes no new one', async () => {
    const { client, bff } = await stage({}, { drainMs: 300 });
    const moving = await client.open(2000, anImage());
    const left = await client.open(2000, anImage());
    const drained = bff.uploads.drain();
    expect(codeOf(await client.create(MiB))).toBe('stopping');
    expect(await client.patch(moving, 0, someBytes(2000))).toMatchObject({ status: 204 });
    await drained;
    expect(await client.head(left)).toMatchObject({ status: 410 });
  });
});
