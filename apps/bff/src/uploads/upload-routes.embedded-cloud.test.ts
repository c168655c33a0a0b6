import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConsoleAtCloud,
  type SignedInUser,
  startConsoleAt,
  startTestCloud,
  type TestCloud,
} from '../testing/embedded-cloud.ts';
import { codeOf, createTusClient, randomBuffer, sha512, type TusClient } from '../testing/tus-client.ts';

const data = randomBuffer(300_000);
const half = data.length / 2;
const dataPut = { service: 'image', method: 'PUT', path: '/file$' };

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.close());

const running: ConsoleAtCloud[] = [];
afterEach(async () => {
  await cloud.setFaults([]);
  for (const console of running.splice(0)) await console.stop();
});

async function startUpload(env: Readonly<Record<string, string>> = {}) {
  const console = await startConsoleAt(cloud, { CONSOLE_STOP_SECONDS: '0', ...env });
  running.push(console);
  const admin = await console.signIn();
  const imageId = await admin.createImage();
  return { console, admin, imageId, client: createTusClient(console.url, admin.headers) };
}

/** Uploads the whole file in one slice and expects an active image. */
async function expectUploadWorks(upload: { admin: SignedInUser; client: TusClient; imageId: string }) {
  const { admin, client, imageId } = upload;
  const reply = await client.patch(await client.open(data.length, { imageId }), 0, data);
  expect(reply.status).toBe(204);
  expect(await admin.fetchImage(imageId)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
}

describe('an image accepts a new upload from zero', () => {
  it.each([403, 413, 500, 503])('after the cloud refused the first one with %i', async (status) => {
    const upload = await startUpload();
    await cloud.setFaults([{ match: dataPut, effect: { kind: 'status', status, body: '{"message":"no"}' } }]);
    const reply = await upload.client.create(data.length, { imageId: upload.imageId });
    expect([reply.status, codeOf(reply)]).toEqual([422, 'uploadRefused']);
    await cloud.setFaults([]);
    expect(await upload.admin.fetchImage(upload.imageId)).toMatchObject({ status: 'queued' });
    await expectUploadWorks(upload);
  });

  it('after the image API reset the first one', async () => {
    const upload = await startUpload();
    await cloud.setFaults([{ match: dataPut, effect: { kind: 'reset' } }]);
    expect(codeOf(await upload.client.create(data.length, { imageId: upload.imageId }))).toBe('cloudUnreachable');
    await cloud.setFaults([]);
    await expectUploadWorks(upload);
  });

  it('right after the user cancelled the first one in the middle', async () => {
    const upload = await startUpload();
    const location = await upload.client.open(data.length, { imageId: upload.imageId });
    await upload.client.patch(location, 0, data.subarray(0, half));
    await upload.client.remove(location);
    await expectUploadWorks(upload);
  });

  it('after the first one ended because the browser was absent', async () => {
    const upload = await startUpload({ UPLOAD_AWAY_SECONDS: '1' });
    const { client, imageId } = upload;
    const location = await client.open(data.length, { imageId });
    await client.patch(location, 0, data.subarray(0, half));
    const expectQueued = async () => expect(await upload.admin.fetchImage(imageId)).toMatchObject({ status: 'queued' });
    await vi.waitFor(expectQueued, { timeout: 10_000, interval: 100 });
    const reply = await client.patch(location, half, Buffer.alloc(0));
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'uploadLost', reason: 'idle' });
    await expectUploadWorks(upload);
  });

  it('after a restart of the console, which answers uploadUnknown for the first one', async () => {
    const first = await startUpload();
    const location = await first.client.open(data.length, { imageId: first.imageId });
    await first.client.patch(location, 0, data.subarray(0, half));
    await running.pop()?.stop();
    const second = await startUpload();
    expect(codeOf(await second.client.patch(location, half, data.subarray(half)))).toBe('uploadUnknown');
    await expectUploadWorks({ ...second, imageId: first.imageId });
  });

  it('after the response to the first POST was lost', async () => {
    const upload = await startUpload({ UPLOAD_USER_OPEN: '1' });
    const unused = await upload.client.open(data.length, { imageId: upload.imageId });
    await expectUploadWorks(upload);
    expect((await upload.client.head(unused)).status).toBe(404);
  });

  it('at 100 kB/s', async () => {
    const upload = await startUpload();
    await cloud.setFaults([{ match: dataPut, effect: { kind: 'slowRead', bytesPerSecond: 100_000 } }]);
    await expectUploadWorks(upload);
  });
});

describe('an upload', () => {
  it('continues in another session and project of its user, and is unknown to other users', async () => {
    const { console, admin, imageId, client } = await startUpload();
    const location = await client.open(data.length, { imageId });
    await client.patch(location, 0, data.subarray(0, half));
    const [secondSession, alice] = await Promise.all([console.signIn(), console.signIn('alice')]);
    await secondSession.selectProject('ops');
    const secondClient = createTusClient(console.url, secondSession.headers);
    expect(await secondClient.offset(location)).toBe(half);
    expect((await createTusClient(console.url, alice.headers).head(location)).status).toBe(404);
    expect((await secondClient.patch(location, half, data.subarray(half))).status).toBe(204);
    expect(await admin.fetchImage(imageId)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });

  it('is refused with 409 while another upload sends to its image', async () => {
    const { imageId, client } = await startUpload();
    await client.patch(await client.open(data.length, { imageId }), 0, data.subarray(0, half));
    const reply = await client.create(data.length, { imageId });
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'uploadRefused', upstream: { status: 409 } });
  });
});

describe('the limits of the configuration', () => {
  const GiB = 1024 ** 3;

  it('refuse a file above UPLOAD_FILE_GIB with uploadTooLarge', async () => {
    const { client, imageId } = await startUpload({ UPLOAD_FILE_GIB: '1' });
    const reply = await client.create(GiB + 1, { imageId });
    expect([reply.status, codeOf(reply)]).toEqual([413, 'uploadTooLarge']);
    expect((await client.create(GiB, { imageId })).status).toBe(201);
  });

  it.each([
    ['UPLOAD_USER_OPEN', { UPLOAD_USER_OPEN: '1' }],
    ['UPLOAD_TOTAL_OPEN', { UPLOAD_TOTAL_OPEN: '1' }],
    ['UPLOAD_USER_GIB', { UPLOAD_USER_GIB: '1' }],
  ])(
    'refuse an upload above %s with uploadLimit until another one has ended',
    async (_name, env: Record<string, string>) => {
      const { admin, client, imageId } = await startUpload(env);
      const first = await client.open(GiB, { imageId: await admin.createImage() });
      const reply = await client.create(GiB, { imageId });
      expect([reply.status, codeOf(reply)]).toEqual([429, 'uploadLimit']);
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
      await client.remove(first);
      expect((await client.create(GiB, { imageId })).status).toBe(201);
    },
  );
});

describe('an orderly stop', () => {
  it('refuses new uploads and waits for a running one', async () => {
    const { console, admin, client, imageId } = await startUpload({ CONSOLE_STOP_SECONDS: '20' });
    const location = await client.open(data.length, { imageId });
    await client.patch(location, 0, data.subarray(0, half));
    const otherImageId = await admin.createImage();
    const stopped = console.stop();
    running.pop();
    const refused = await client.create(data.length, { imageId: otherImageId });
    expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([503, 'stopping', '20']);
    expect((await client.patch(location, half, data.subarray(half))).status).toBe(204);
    await stopped;
    const next = await startUpload();
    expect(await next.admin.fetchImage(imageId)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });
});
