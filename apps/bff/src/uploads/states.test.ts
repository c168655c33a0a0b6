import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConsoleAtCloud,
  type EmbeddedCloud,
  type Signed,
  startCloud,
  startConsoleAt,
} from '../testing/embedded-cloud.ts';
import { type Client, createClient, type Reply, sha512, someBytes } from './testing-client.ts';

const data = someBytes(300_000);
const half = data.length / 2;
const codeOf = (reply: Reply): unknown => JSON.parse(reply.body).code;
const put = { service: 'image', method: 'PUT', path: '/file$' };

let cloud: EmbeddedCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.close());

const stopping: ConsoleAtCloud[] = [];
afterEach(async () => {
  await cloud.setFaults([]);
  for (const console of stopping.splice(0)) await console.stop();
});

async function stage(env: Readonly<Record<string, string>> = {}) {
  const console = await startConsoleAt(cloud, { CONSOLE_STOP_SECONDS: '0', ...env });
  stopping.push(console);
  const admin = await console.signIn();
  const imageId = await admin.emptyImage();
  return { console, admin, imageId, client: createClient(console.url, admin.headers) };
}

/** The image takes a whole upload, from zero. */
async function takesAll({ admin, client, imageId }: { admin: Signed; client: Client; imageId: string }) {
  const reply = await client.patch(await client.open(data.length, { imageId }), 0, data);
  expect(reply.status).toBe(204);
  expect(await admin.image(imageId)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
}

describe('an image whose upload was not to be takes another one from zero', () => {
  it.each([403, 413, 500, 503])('refused with %i', async (status) => {
    const begun = await stage();
    await cloud.setFaults([{ match: put, effect: { kind: 'status', status, body: '{"message":"no"}' } }]);
    const reply = await begun.client.create(data.length, { imageId: begun.imageId });
    expect([reply.status, codeOf(reply)]).toEqual([422, 'uploadRefused']);
    await cloud.setFaults([]);
    expect(await begun.admin.image(begun.imageId)).toMatchObject({ status: 'queued' });
    await takesAll(begun);
  });

  it('reset by the image API', async () => {
    const begun = await stage();
    await cloud.setFaults([{ match: put, effect: { kind: 'reset' } }]);
    expect(codeOf(await begun.client.create(data.length, { imageId: begun.imageId }))).toBe('cloudUnreachable');
    await cloud.setFaults([]);
    await takesAll(begun);
  });

  it('cancelled in the middle, and begun again at once', async () => {
    const begun = await stage();
    const location = await begun.client.open(data.length, { imageId: begun.imageId });
    await begun.client.patch(location, 0, data.subarray(0, half));
    await begun.client.remove(location);
    await takesAll(begun);
  });

  it('given up because the browser stayed away', async () => {
    const begun = await stage({ UPLOAD_AWAY_SECONDS: '1' });
    const { client, imageId } = begun;
    const location = await client.open(data.length, { imageId });
    await client.patch(location, 0, data.subarray(0, half));
    const queued = async () => expect(await begun.admin.image(imageId)).toMatchObject({ status: 'queued' });
    await vi.waitFor(queued, { timeout: 10_000, interval: 100 });
    const reply = await client.patch(location, half, Buffer.alloc(0));
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'uploadLost', reason: 'idle' });
    await takesAll(begun);
  });

  it('of a console that was stopped: the next one does not know it', async () => {
    const first = await stage();
    const location = await first.client.open(data.length, { imageId: first.imageId });
    await first.client.patch(location, 0, data.subarray(0, half));
    await stopping.pop()?.stop();
    const next = await stage();
    expect(codeOf(await next.client.patch(location, half, data.subarray(half)))).toBe('uploadUnknown');
    await takesAll({ ...next, imageId: first.imageId });
  });
});

describe('whose upload it is', () => {
  it('his, in another session and another project too, and nobody else’s', async () => {
    const { console, admin, imageId, client } = await stage();
    const location = await client.open(data.length, { imageId });
    await client.patch(location, 0, data.subarray(0, half));
    const [again, alice] = await Promise.all([console.signIn(), console.signIn('alice')]);
    await again.chooseProject('ops');
    const tab = createClient(console.url, again.headers);
    expect(await tab.offset(location)).toBe(half);
    expect((await createClient(console.url, alice.headers).head(location)).status).toBe(404);
    expect((await tab.patch(location, half, data.subarray(half))).status).toBe(204);
    expect(await admin.image(imageId)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });

  it('held by one upload, an image takes no second', async () => {
    const { imageId, client } = await stage();
    await client.patch(await client.open(data.length, { imageId }), 0, data.subarray(0, half));
    const reply = await client.create(data.length, { imageId });
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'uploadRefused', upstream: { status: 409 } });
  });

  it('opened in vain, since the answer was lost, it gives way to the next', async () => {
    const begun = await stage({ UPLOAD_USER_OPEN: '1' });
    const unheard = await begun.client.open(data.length, { imageId: begun.imageId });
    await takesAll(begun);
    expect((await begun.client.head(unheard)).status).toBe(404);
  });
});

it('an image API that reads 100 kB/s gets everything', async () => {
  const begun = await stage();
  await cloud.setFaults([{ match: put, effect: { kind: 'slowRead', bytesPerSecond: 100_000 } }]);
  await takesAll(begun);
});

describe('the operator’s bounds', () => {
  const GiB = 1024 ** 3;
  it('on the size of a file', async () => {
    const { client, imageId } = await stage({ UPLOAD_FILE_GIB: '1' });
    const reply = await client.create(GiB + 1, { imageId });
    expect([reply.status, codeOf(reply)]).toEqual([413, 'uploadTooLarge']);
    expect((await client.create(GiB, { imageId })).status).toBe(201);
  });

  it.each([
    ['open at a time', { UPLOAD_USER_OPEN: '1' }],
    ['open at a time, all users', { UPLOAD_TOTAL_OPEN: '1' }],
    ['bytes of one user', { UPLOAD_USER_GIB: '1' }],
  ])('on %s: later, when there is a place again', async (_what, env: Record<string, string>) => {
    const { admin, client, imageId } = await stage(env);
    const first = await client.open(GiB, { imageId: await admin.emptyImage() });
    const reply = await client.create(GiB, { imageId });
    expect([reply.status, codeOf(reply)]).toEqual([429, 'uploadLimit']);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    await client.remove(first);
    expect((await client.create(GiB, { imageId })).status).toBe(201);
  });
});

it('told to stop, it takes no new upload and lets a running one end', async () => {
  const { console, admin, client, imageId } = await stage({ CONSOLE_STOP_SECONDS: '20' });
  const location = await client.open(data.length, { imageId });
  await client.patch(location, 0, data.subarray(0, half));
  const other = await admin.emptyImage();
  const stopped = console.stop();
  stopping.pop();
  const refused = await client.create(data.length, { imageId: other });
  expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([503, 'stopping', '20']);
  expect((await client.patch(location, half, data.subarray(half))).status).toBe(204);
  await stopped;
  const next = await stage();
  expect(await next.admin.image(imageId)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
});
