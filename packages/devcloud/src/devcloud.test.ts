import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDevcloud } from './index.ts';
import { textAt, valueAt } from './kernel/json.ts';
import { projectId } from './keystone/index.ts';
import { callAt, passwordRequest } from './test-cloud.ts';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'devcloud-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

async function signedIn(url: string, user: string, project: string) {
  const call = callAt(url);
  const reply = await call('POST', '/identity/v3/auth/tokens', { json: passwordRequest(user, 'console', project) });
  const token = reply.headers.get('x-subject-token') ?? '';
  const image = (method: string, path: string, json?: unknown) =>
    call(method, `/image/v2/images${path}`, { token, ...(json === undefined ? {} : { json }) });
  return { token, image };
}

const bare = { disk_format: 'raw', container_format: 'bare' };

describe('a seeded cloud', () => {
  it('lists its images, serves the data of the small ones and answers 204 for those without data', async () => {
    const cloud = await startDevcloud({ stateDir, seed: 12 });
    const { image, token } = await signedIn(cloud.url, 'admin', 'admin');
    const { body } = await image('GET', '?limit=100');
    const images = valueAt(body, 'images');
    expect(images).toHaveLength(12);
    for (const row of Array.isArray(images) ? images : []) {
      if (textAt(row, 'status') !== 'active') continue;
      const reply = await fetch(`${cloud.url}/image/v2/images/${textAt(row, 'id')}/file`, {
        headers: { 'X-Auth-Token': token },
      });
      const bytes = Buffer.from(await reply.arrayBuffer());
      if (textAt(row, 'demo_data')) expect(reply.status).toBe(204);
      else expect(createHash('sha512').update(bytes).digest('hex')).toBe(textAt(row, 'os_hash_value'));
    }
    await cloud.close();
  });

  it('is not seeded again after its images were deleted', async () => {
    const first = await startDevcloud({ stateDir, seed: 2 });
    const admin = await signedIn(first.url, 'admin', 'admin');
    const images = valueAt((await admin.image('GET', '')).body, 'images');
    for (const row of Array.isArray(images) ? images : []) {
      const patch = [{ op: 'replace', path: '/protected', value: false }];
      const headers = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' };
      const path = `/image/v2/images/${textAt(row, 'id')}`;
      await callAt(first.url)('PATCH', path, { token: admin.token, json: patch, headers });
      expect((await admin.image('DELETE', `/${textAt(row, 'id')}`)).status).toBe(204);
    }
    await first.close();
    const second = await startDevcloud({ stateDir, seed: 2 });
    const again = await signedIn(second.url, 'admin', 'admin');
    expect((await again.image('GET', '')).body).toMatchObject({ images: [] });
    await second.close();
  });
});

describe('a restart', () => {
  it('keeps tokens, images with their data, and volumes', async () => {
    const first = await startDevcloud({ stateDir, seed: 0 });
    const { image, token } = await signedIn(first.url, 'alice', 'dev');
    const id = textAt((await image('POST', '', { name: '数据', ...bare })).body, 'id');
    const data = randomBytes(100_000);
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/octet-stream' };
    expect(
      (await fetch(`${first.url}/image/v2/images/${id}/file`, { method: 'PUT', headers, body: data })).status,
    ).toBe(204);
    const project = projectId('dev');
    const volume = await callAt(first.url)('POST', `/volume/v3/${project}/volumes`, {
      token,
      json: { volume: { size: 1, imageRef: id } },
    });
    await first.close();
    const second = await startDevcloud({ stateDir, seed: 0 });
    const path = `/volume/v3/${project}/volumes/${textAt(volume.body, 'volume', 'id')}`;
    const shown = async () => valueAt((await callAt(second.url)('GET', path, { token })).body, 'volume');
    await expect
      .poll(shown, { timeout: 5000 })
      .toMatchObject({ volume_image_metadata: { image_id: id, image_name: '数据' } });
    const stored = await fetch(`${second.url}/image/v2/images/${id}/file`, { headers: { 'X-Auth-Token': token } });
    expect(Buffer.from(await stored.arrayBuffer()).equals(data)).toBe(true);
    await second.close();
  });
});

/** Starts the cloud in a process of its own, so that the test can kill it. */
async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, '--state', stateDir, '--seed', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, url: textAt(JSON.parse(line), 'url') ?? '' };
  }
  throw new Error('the cloud ended before it was ready');
}

describe('the cloud as a process', () => {
  it('loses only the interrupted upload when it is killed', async () => {
    const { child, url } = await startChild();
    const { image, token } = await signedIn(url, 'alice', 'dev');
    const [whole, cut] = await Promise.all([
      image('POST', '', { name: 'whole', ...bare }),
      image('POST', '', { name: 'cut', ...bare }),
    ]);
    const [wholeId, cutId] = [textAt(whole.body, 'id'), textAt(cut.body, 'id')];
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/octet-stream' };
    await fetch(`${url}/image/v2/images/${wholeId}/file`, { method: 'PUT', headers, body: randomBytes(50_000) });

    const upload = request(`${url}/image/v2/images/${cutId}/file`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Length': 10_000_000 },
    });
    upload.on('error', () => undefined);
    upload.write(randomBytes(1_000_000));
    await expect.poll(async () => textAt((await image('GET', `/${cutId}`)).body, 'status')).toBe('saving');
    child.kill('SIGKILL');
    await once(child, 'exit');
    upload.destroy();

    const next = await startChild();
    const send = callAt(next.url);
    const read = (id: string | undefined) => send('GET', `/image/v2/images/${id}`, { token });
    expect((await read(cutId)).body).toMatchObject({ status: 'queued', size: null, checksum: null });
    expect((await read(wholeId)).body).toMatchObject({ status: 'active', size: 50_000 });
    expect((await send('GET', `/image/v2/images/${cutId}/file`, { token })).status).toBe(204);
    const again = await fetch(`${next.url}/image/v2/images/${cutId}/file`, {
      method: 'PUT',
      headers,
      body: randomBytes(1000),
    });
    expect(again.status).toBe(204);

    next.child.kill('SIGTERM');
    expect(await once(next.child, 'exit')).toEqual([0, null]);
  });
});
