import { randomBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, type Json, listOf, startCloud } from './test-cloud.ts';

const RAW = { disk_format: 'raw', container_format: 'bare' };
const BYTES = randomBytes(200_000);

/** Responses of the download server by path. */
const SITE: Readonly<Record<string, (res: ServerResponse) => void>> = {
  '/good': (res) => res.writeHead(200, { 'Content-Length': BYTES.length }).end(BYTES),
  // Python's urlopen does not find this page when it is requested as `/镜像`.
  '/%E9%95%9C%E5%83%8F': (res) => res.writeHead(200, { 'Content-Length': BYTES.length }).end(BYTES),
  '/moved': (res) => res.writeHead(302, { Location: '/good' }).end(),
  '/away': (res) => res.writeHead(302, { Location: 'http://barred.example/x' }).end(),
  '/lengthless': (res) => res.writeHead(200).end(BYTES),
  '/broken': (res) => {
    res.writeHead(200, { 'Content-Length': BYTES.length });
    res.write(BYTES.subarray(0, 1000), () => res.destroy());
  },
  '/endless': (res) => {
    res.writeHead(200, { 'Content-Length': 1_000_000_000 });
    const feed = setInterval(() => res.write(new Uint8Array(65_536)), 5);
    res.on('close', () => clearInterval(feed));
  },
  '/error': (res) => res.writeHead(500).end(),
};

describe('POST /v2/images/{id}/import', () => {
  let cloud: Cloud;
  let site: Server;
  let siteUrl: string;
  beforeAll(async () => {
    cloud = await startCloud({ importHosts: ['127.0.0.1'] });
    site = createServer((req, res) => (SITE[req.url ?? ''] ?? ((missing) => missing.writeHead(404).end()))(res));
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    site.closeAllConnections();
    site.close();
    await cloud.close();
  });

  const fresh = async () => (await cloud.image('alice', RAW)).id;
  const stage = (id: string, bytes: Uint8Array = BYTES) =>
    cloud.send('alice', 'PUT', `/v2/images/${id}/stage`, bytes, { 'Content-Type': 'application/octet-stream' });
  const start = (id: string, body: unknown, user: 'alice' | 'admin' | 'bob' = 'alice') =>
    cloud.send(user, 'POST', `/v2/images/${id}/import`, body);
  const download = (id: string, path: string, more: Json = {}) =>
    start(id, { method: { name: 'web-download', uri: siteUrl + path }, ...more });
  const taskOf = async (id: string) =>
    listOf((await cloud.send('alice', 'GET', `/v2/images/${id}/tasks`)).body.tasks).at(-1) ?? {};
  const settled = (id: string) => cloud.until('alice', id, (image) => image.os_glance_import_task === undefined);

  it('copies staged data to every requested store, through observable states', async () => {
    const seen = await startCloud({ importPace: 40 });
    const { id } = await seen.image('alice', RAW);
    const octets = { 'Content-Type': 'application/octet-stream' };
    expect((await seen.send('alice', 'PUT', `/v2/images/${id}/stage`, BYTES, octets)).status).toBe(204);
    const staged = await seen.send('alice', 'GET', `/v2/images/${id}`);
    expect(staged.body).toMatchObject({ status: 'uploading', size: BYTES.length });
    expect((await seen.send('alice', 'PUT', `/v2/images/${id}/stage`, BYTES, octets)).status).toBe(409);

    const body = { method: { name: 'glance-direct' }, stores: ['fast', 'slow'], all_stores_must_succeed: true };
    const accepted = await seen.send('alice', 'POST', `/v2/images/${id}/import`, body);
    expect([accepted.status, accepted.text]).toEqual([202, '']);
    await seen.until('alice', id, (image) => image.os_glance_import_task !== undefined && image.status === 'uploading');
    await seen.until(
      'alice',
      id,
      (image) => image.status === 'importing' && image.os_glance_importing_to_stores === 'fast,slow',
    );
    await seen.until('alice', id, (image) => image.status === 'importing' && image.stores === 'fast');
    await seen.until('alice', id, (image) => image.status === 'active' && image.stores === 'fast,slow');
    const done = await seen.until('alice', id, (image) => image.os_glance_import_task === undefined);
    expect(done).toMatchObject({
      os_glance_importing_to_stores: '',
      os_glance_failed_import: '',
      size: BYTES.length,
      virtual_size: BYTES.length,
    });
    await seen.close();
  });

  it('downloads a URL with redirects and leaves a task with the outcome', async () => {
    const id = await fresh();
    expect((await download(id, '/moved')).status).toBe(202);
    const image = await settled(id);
    expect(image).toMatchObject({ status: 'active', size: BYTES.length, stores: 'fast' });
    expect(await taskOf(id)).toMatchObject({
      type: 'api_image_import',
      status: 'success',
      image_id: id,
      message: 'Copied 0 MiB',
      result: { image_id: id },
      input: { import_req: { method: { name: 'web-download', uri: `${siteUrl}/moved` } } },
    });
  });

  it.each(['/nothing', '/error', '/broken', '/lengthless', '/away', '/镜像'])(
    'sets the image back to queued after %s',
    async (path) => {
      const id = await fresh();
      expect((await download(id, path)).status).toBe(202);
      expect(await settled(id)).toMatchObject({
        status: 'queued',
        size: null,
        os_glance_failed_import: 'fast',
        os_glance_importing_to_stores: '',
      });
      expect(await taskOf(id)).toMatchObject({ status: 'failure', message: 'Task failed due to Internal Error' });
      expect((await download(id, '/good')).status).toBe(202);
      expect(await settled(id)).toMatchObject({ status: 'active', os_glance_failed_import: '' });
    },
  );

  it('is slowed and failed by a fault switch, with its reason', async () => {
    const rules = async (list: unknown) =>
      fetch(new URL('/control/faults', cloud.url), {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(list),
      });
    await rules([{ match: { path: '/import$' }, effect: { kind: 'import', ms: 50, reason: 'virtio error' } }]);
    const id = await fresh();
    expect((await download(id, '/good')).status).toBe(202);
    await cloud.until('alice', id, (image) => image.status === 'importing');
    expect(await settled(id)).toMatchObject({
      status: 'queued',
      os_glance_failed_import: 'fast',
      os_glance_es_failed_reason: 'virtio error',
    });
    await rules([]);
    expect((await download(id, '/good')).status).toBe(202);
    expect(await settled(id)).toMatchObject({ status: 'active' });
  });

  it('names every store when a download fails for all', async () => {
    const id = await fresh();
    await download(id, '/error', { stores: ['slow', 'fast'], all_stores_must_succeed: false });
    expect(await settled(id)).toMatchObject({ status: 'queued', os_glance_failed_import: 'fast,slow' });
  });

  it.each([`ftp://127.0.0.1/x`, 'http://barred.example/x', '', undefined])(
    'refuses %s before a task is created',
    async (uri) => {
      const id = await fresh();
      const answer = await start(id, { method: { name: 'web-download', uri } });
      expect(answer.status).toBe(400);
      expect(answer.body.message).toContain('URI for web-download does not pass filtering: ');
      expect((await cloud.send('alice', 'GET', `/v2/images/${id}`)).body).not.toHaveProperty('os_glance_import_task');
      expect(await taskOf(id)).toEqual({});
    },
  );

  it('locks the image while it runs: no second import and no upload, but a patch', async () => {
    const id = await fresh();
    await download(id, '/endless');
    await cloud.until('alice', id, (image) => image.status === 'importing');
    expect((await download(id, '/good')).status).toBe(409);
    const octets = { 'Content-Type': 'application/octet-stream' };
    expect((await cloud.send('alice', 'PUT', `/v2/images/${id}/file`, 'x', octets)).status).toBe(409);
    expect((await cloud.patch('alice', id, [{ op: 'replace', path: '/name', value: 'n' }])).status).toBe(200);
    for (let task: Json = {}; !String(task.message).startsWith('Copied'); ) task = await taskOf(id);
    const { id: taskId } = await taskOf(id);

    expect((await cloud.send('alice', 'DELETE', `/v2/images/${id}`)).status).toBe(204);
    expect((await cloud.send('alice', 'GET', `/v2/images/${id}/tasks`)).status).toBe(404);
    for (let task: Json = {}; task.status !== 'failure'; ) {
      task = (await cloud.send('admin', 'GET', `/v2/tasks/${taskId}`)).body;
    }
  });

  it('copies an active image for an admin only', async () => {
    const { id } = await cloud.active('alice', BYTES);
    const body = { method: { name: 'copy-image' }, stores: ['slow'] };
    const refused = await start(id, body);
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain('copy_image action.');
    expect((await start(id, body, 'admin')).status).toBe(202);
    expect(await cloud.until('alice', id, (image) => image.stores === 'fast,slow')).toMatchObject({ status: 'active' });
    await settled(id);
    expect((await start(id, body, 'admin')).body.message).toContain("Image is already present at store 'slow'");
    expect((await start(id, { method: { name: 'copy-image' }, all_stores: true }, 'admin')).status).toBe(202);

    const from = (store: string, user: 'alice' | 'admin' = 'admin') =>
      cloud.send(user, 'DELETE', `/v2/stores/${store}/${id}`);
    expect((await from('slow', 'alice')).status).toBe(403);
    expect((await from('slow')).status).toBe(204);
    expect((await from('slow')).status).toBe(403);
    expect((await from('nope')).status).toBe(409);
    expect((await from('fast')).body.message).toContain('Cannot delete image data from the only store');
  });

  it.each<[Json, number, string]>([
    [{}, 400, "Import request requires a 'method' field."],
    [{ method: {} }, 400, "Import request requires a 'name' field."],
    [{ method: { name: 'carrier-pigeon' } }, 400, "Unknown import method name 'carrier-pigeon'."],
    [{ method: { name: 'glance-direct' } }, 409, "Image needs to be staged before 'glance-direct' method can be used"],
    [{ method: { name: 'copy-image' } }, 409, 'Only images with status active can be targeted for copying'],
    [{ method: { name: 'web-download', uri: 'http://127.0.0.1/' }, stores: ['nope'] }, 409, 'nope not found'],
    [{ method: { name: 'web-download' }, stores: ['fast'], all_stores: true }, 400, "can't be used with"],
    [{ method: { name: 'web-download' }, all_stores: 'yes' }, 400, "'all_stores' must be boolean value only"],
  ])('answers %j with %i', async (body, status, message) => {
    const answer = await start(await fresh(), body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  it('requires the formats and an image without data', async () => {
    const bare = (await cloud.image('alice')).id;
    expect((await download(bare, '/good')).body.message).toContain("'container_format' needs to be set before import");
    const { id } = await cloud.active('alice', BYTES);
    expect((await download(id, '/good')).body.message).toContain(
      'Image with status active cannot be target for import',
    );
  });

  it('fails an import that a restart interrupted', async () => {
    const first = await startCloud();
    const { id } = await first.image('alice', RAW);
    await first.send('alice', 'POST', `/v2/images/${id}/import`, {
      method: { name: 'web-download', uri: `${siteUrl}/endless` },
    });
    await first.until('alice', id, (image) => image.status === 'importing');
    const second = await first.restart();
    const { body } = await second.send('alice', 'GET', `/v2/images/${id}`);
    expect(body).toMatchObject({ status: 'queued', os_glance_failed_import: 'fast' });
    const tasks = await second.send('alice', 'GET', `/v2/images/${id}/tasks`);
    expect(listOf(tasks.body.tasks)[0]).toMatchObject({ status: 'failure' });
    await second.close();
  });

  it('keeps staged data over a restart', async () => {
    const id = await fresh();
    expect((await stage(id)).status).toBe(204);
    cloud = await cloud.restart();
    expect((await start(id, { method: { name: 'glance-direct' } })).status).toBe(202);
    expect(await settled(id)).toMatchObject({ status: 'active', size: BYTES.length });
  });
});
