import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, type Json, startCloud } from './test-cloud.ts';

const RAW = { disk_format: 'raw', container_format: 'bare' };
const OCTETS = { 'Content-Type': 'application/octet-stream' };
const BYTES = randomBytes(300_000);

describe('image data', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());

  const put = (id: string, bytes: Uint8Array | string, headers: Record<string, string> = {}) =>
    cloud.send('alice', 'PUT', `/v2/images/${id}/file`, bytes, { ...OCTETS, ...headers });
  const get = (id: string, headers: Record<string, string> = {}) =>
    cloud.send('alice', 'GET', `/v2/images/${id}/file`, undefined, headers);

  it('leaves the image saving when the worker dies, until the image is deleted', async () => {
    const { id } = await cloud.image('alice', RAW);
    const control = new URL('/control/faults', cloud.url);
    const rule = { match: { method: 'PUT', path: '/file$' }, effect: { kind: 'die', afterBytes: 100_000 } };
    await fetch(control, { method: 'PUT', body: JSON.stringify([rule]) });
    await expect(put(id, BYTES)).rejects.toThrow();
    await fetch(control, { method: 'DELETE' });
    expect((await cloud.send('alice', 'GET', `/v2/images/${id}`)).body.status).toBe('saving');
    expect((await put(id, BYTES)).status).toBe(409);
    expect((await cloud.send('alice', 'DELETE', `/v2/images/${id}`)).status).toBe(204);
  });

  it('is returned byte for byte, with its digests', async () => {
    const image = await cloud.active('alice', BYTES);
    expect(image).toMatchObject({
      status: 'active',
      size: BYTES.length,
      virtual_size: BYTES.length,
      checksum: createHash('md5').update(BYTES).digest('hex'),
      os_hash_algo: 'sha512',
      os_hash_value: createHash('sha512').update(BYTES).digest('hex'),
      stores: 'fast',
    });
    const response = await fetch(`${cloud.url}/v2/images/${image.id}/file`, { headers: { 'X-Auth-Token': 'alice' } });
    expect(Buffer.from(await response.arrayBuffer()).equals(BYTES)).toBe(true);
    expect(response.headers.get('content-md5')).toBe(image.checksum);
    expect(response.headers.get('content-length')).toBe(String(BYTES.length));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('may have an unknown length, or no bytes', async () => {
    const { id } = await cloud.image('alice', RAW);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(1000));
        controller.close();
      },
    });
    const headers = { 'X-Auth-Token': 'alice', ...OCTETS };
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', headers, body, duplex: 'half' };
    expect((await fetch(`${cloud.url}/v2/images/${id}/file`, init)).status).toBe(204);
    expect(await cloud.active('alice', new Uint8Array(0))).toMatchObject({ status: 'active', size: 0 });
  });

  it('is served by single ranges, with the digest of the whole', async () => {
    const { id, checksum } = await cloud.active('alice', new TextEncoder().encode('0123456789'));
    const first = await get(id, { Range: 'bytes=0-3' });
    expect([first.status, first.text, first.headers.get('content-range')]).toEqual([206, '0123', 'bytes 0-3/10']);
    expect(first.headers.get('content-md5')).toBe(checksum);
    expect((await get(id, { Range: 'bytes=7-' })).text).toBe('789');
    expect((await get(id, { Range: 'bytes=-2' })).text).toBe('89');
    expect((await get(id, { Range: 'bytes=5-99' })).headers.get('content-range')).toBe('bytes 5-9/10');
    expect((await get(id, { Range: 'bytes=0-1,4-5' })).status).toBe(400);
    expect((await get(id, { Range: 'bytes=10-' })).status).toBe(416);
    expect((await get(id, { Range: 'junk' })).status).toBe(416);
  });

  it('has no HEAD, and an image without data answers 204', async () => {
    const { id } = await cloud.image('alice', RAW);
    expect((await cloud.send('alice', 'HEAD', `/v2/images/${id}/file`)).status).toBe(405);
    expect((await get(id)).status).toBe(204);
  });

  it('is refused in the wrong status, media type or store', async () => {
    const { id } = await cloud.active('alice', BYTES);
    const again = await put(id, 'x');
    expect(again.status).toBe(409);
    expect(again.body.message).toContain('Image status transition from active to saving is not allowed');

    const bare = (await cloud.image('alice')).id;
    const unformatted = await put(bare, 'x');
    expect(unformatted.status).toBe(400);
    expect(unformatted.body.message).toContain(
      'Properties disk_format, container_format must be set prior to saving data.',
    );
    expect((await put(bare, 'x', { 'Content-Type': 'text/plain' })).status).toBe(415);

    const other = (await cloud.image('alice', RAW)).id;
    const nowhere = await put(other, 'x', { 'X-Image-Meta-Store': 'nope' });
    expect(nowhere.status).toBe(400);
    expect(nowhere.body.message).toContain('Store for identifier nope not found');
    expect((await put(other, 'x', { 'X-Image-Meta-Store': 'slow' })).status).toBe(204);
    expect((await cloud.send('alice', 'GET', `/v2/images/${other}`)).body.stores).toBe('slow');
    expect((await put('00000000-0000-0000-0000-000000000000', 'x')).status).toBe(404);
  });

  it('sets the image back to queued when the client disconnects, and can be sent again', async () => {
    const { id } = await cloud.image('alice', RAW);
    const upload = slowUpload(cloud, id);
    await cloud.until('alice', id, (image) => image.status === 'saving');
    expect((await put(id, 'x')).status).toBe(409);
    upload.destroy();
    await cloud.until('alice', id, (image) => image.status === 'queued' && image.size === null);
    expect(parts(cloud)).toEqual([]);
    expect((await put(id, 'whole')).status).toBe(204);
  });

  it('ends with 410 when the image is deleted during the upload', async () => {
    const { id } = await cloud.image('alice', RAW);
    const upload = slowUpload(cloud, id);
    await cloud.until('alice', id, (image) => image.status === 'saving');
    expect((await cloud.send('alice', 'DELETE', `/v2/images/${id}`)).status).toBe(204);
    upload.end('rest');
    expect(await upload.status).toBe(410);
    expect(readdirSync(join(cloud.stateDir, 'data/fast'))).not.toContain(id);
  });

  it('sends 100 Continue only when it will read the body', async () => {
    const { id } = await cloud.image('alice', RAW);
    const accepted = slowUpload(cloud, id, { Expect: '100-continue' });
    await accepted.continued;
    accepted.end('rest');
    expect(await accepted.status).toBe(204);
    expect(await slowUpload(cloud, id, { Expect: '100-continue' }).status).toBe(409);
  });

  it('is not served to members of a deactivated image', async () => {
    const { id } = await cloud.active('alice', BYTES);
    const act = (action: string) => cloud.send('alice', 'POST', `/v2/images/${id}/actions/${action}`);
    expect((await act('deactivate')).status).toBe(204);
    expect((await act('deactivate')).status).toBe(204);
    const refused = await get(id);
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain('The requested image has been deactivated.');
    expect((await cloud.send('alice', 'GET', `/v2/images/${id}`)).body).not.toHaveProperty('stores');
    expect((await cloud.send('admin', 'GET', `/v2/images/${id}/file`)).status).toBe(200);
    expect((await act('reactivate')).status).toBe(204);
    expect((await get(id)).status).toBe(200);

    const queued = (await cloud.image('alice')).id;
    const early = await cloud.send('alice', 'POST', `/v2/images/${queued}/actions/deactivate`);
    expect(early.body.message).toContain("Not allowed to deactivate image in status 'queued'");
  });

  it('is checked against the quota before an upload, not during it', async () => {
    const small = await startCloud({ quotas: { image_size_total: 1 } });
    expect(await small.active('alice', new Uint8Array(3 * 1024 * 1024))).toMatchObject({ status: 'active' });
    const { id } = await small.image('alice', RAW);
    const answer = await small.send('alice', 'PUT', `/v2/images/${id}/file`, 'x', OCTETS);
    expect(answer.status).toBe(413);
    expect(answer.body.message).toContain('image_size_total is over limit of 1 due to current usage 3 and delta 0');
    expect((await small.send('alice', 'GET', `/v2/images/${id}`)).body.status).toBe('queued');
    expect((await small.send('alice', 'GET', '/v2/info/usage')).body).toMatchObject({
      usage: { image_size_total: { usage: 3, limit: 1 } },
    });
    await small.close();
  });

  it('survives a restart, and an interrupted upload is queued again', async () => {
    const first = await startCloud();
    const { id, checksum } = await first.active('alice', BYTES, { name: '金像' });
    const cut = (await first.image('alice', RAW)).id;
    slowUpload(first, cut);
    await first.until('alice', cut, (image) => image.status === 'saving');
    writeFileSync(join(first.stateDir, 'data/fast', `${cut}.9.part`), 'half');
    const second = await first.restart();
    const stored = await second.send('alice', 'GET', `/v2/images/${id}`);
    expect(stored.body).toMatchObject({ name: '金像', status: 'active', checksum });
    const data = await fetch(`${second.url}/v2/images/${id}/file`, { headers: { 'X-Auth-Token': 'alice' } });
    expect(Buffer.from(await data.arrayBuffer()).equals(BYTES)).toBe(true);
    expect((await second.send('alice', 'GET', `/v2/images/${cut}`)).body.status).toBe('queued');
    expect(parts(second)).toEqual([]);
    await second.close();
  });
});

interface SlowUpload {
  readonly end: (rest: string) => void;
  readonly destroy: () => void;
  readonly status: Promise<number>;
  readonly continued: Promise<void>;
}

/** Starts a PUT that has sent some bytes and keeps its connection open. */
function slowUpload(cloud: Cloud, id: string, headers: Json = {}): SlowUpload {
  const req = request(`${cloud.url}/v2/images/${id}/file`, {
    method: 'PUT',
    headers: { 'X-Auth-Token': 'alice', ...OCTETS, ...(headers as Record<string, string>) },
  });
  const continued = new Promise<void>((resolve) => {
    req.on('continue', resolve);
  });
  const status = new Promise<number>((resolve) => {
    req.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
  req.on('error', () => undefined);
  if (headers.Expect === undefined) req.write('some bytes');
  else req.flushHeaders();
  return { end: (rest) => req.end(rest), destroy: () => req.destroy(), status, continued };
}

function parts(cloud: Cloud): readonly string[] {
  return readdirSync(join(cloud.stateDir, 'data/fast')).filter((name) => name.endsWith('.part'));
}
