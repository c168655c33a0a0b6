import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLERS, type Cloud, startCloud, type User } from './test-cloud.ts';

const OCTETS = { 'Content-Type': 'application/octet-stream' };
const PATCH = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' };

/** Permissions of the roles member and reader on an image of their own project. */
const TABLE: readonly [
  name: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
  number,
  number,
][] = [
  ['list', 'GET', '/v2/images', undefined, {}, 200, 200],
  ['show', 'GET', '/v2/images/ID', undefined, {}, 200, 200],
  ['tasks', 'GET', '/v2/images/ID/tasks', undefined, {}, 200, 200],
  ['members', 'GET', '/v2/images/ID/members', undefined, {}, 200, 200],
  ['usage', 'GET', '/v2/info/usage', undefined, {}, 200, 200],
  ['create', 'POST', '/v2/images', {}, {}, 201, 403],
  ['patch', 'PATCH', '/v2/images/ID', [{ op: 'add', path: '/x', value: 'y' }], PATCH, 200, 403],
  ['tag', 'PUT', '/v2/images/ID/tags/t', undefined, {}, 204, 403],
  ['share', 'POST', '/v2/images/ID/members', { member: 'p-qa' }, {}, 200, 403],
  ['download', 'GET', '/v2/images/ID/file', undefined, {}, 200, 403],
  ['upload', 'PUT', '/v2/images/QUEUED/file', 'x', OCTETS, 204, 403],
  ['stage', 'PUT', '/v2/images/SECOND/stage', 'x', OCTETS, 204, 403],
  ['deactivate', 'POST', '/v2/images/ID/actions/deactivate', undefined, {}, 204, 403],
  ['reactivate', 'POST', '/v2/images/ID/actions/reactivate', undefined, {}, 204, 403],
  ['task list', 'GET', '/v2/tasks', undefined, {}, 403, 403],
  ['store detail', 'GET', '/v2/info/stores/detail', undefined, {}, 403, 403],
  ['cache', 'GET', '/v2/cache', undefined, {}, 403, 403],
  ['new namespace', 'POST', '/v2/metadefs/namespaces', { namespace: 'n' }, {}, 403, 403],
  ['delete', 'DELETE', '/v2/images/ID', undefined, {}, 204, 403],
];

describe('the image policy', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());

  it.each<['member' | 'reader', User, 5 | 6]>([
    ['reader', 'bob', 6],
    ['member', 'olga', 5],
  ])('gives a %s these permissions within its own project', async (_role, user, column) => {
    const ids: Record<string, string> = {
      ID: (await cloud.active('olga', new Uint8Array(10))).id,
      QUEUED: (await cloud.image('olga', { disk_format: 'raw', container_format: 'bare' })).id,
      SECOND: (await cloud.image('olga', { disk_format: 'raw', container_format: 'bare' })).id,
    };
    const got: Record<string, number> = {};
    for (const [name, method, path, body, headers] of TABLE) {
      const address = path.replace(/ID|QUEUED|SECOND/, (word) => ids[word] ?? word);
      got[name] = (await cloud.send(user, method, address, body, headers)).status;
    }
    expect(got).toEqual(Object.fromEntries(TABLE.map((row) => [row[0], row[column]])));
  });

  it("hides other projects' private images and protects their public ones from changes", async () => {
    const hidden = (await cloud.active('alice', new Uint8Array(10), { visibility: 'private' })).id;
    const open = (await cloud.active('admin', new Uint8Array(10), { visibility: 'public' })).id;
    const patch = [{ op: 'add', path: '/x', value: 'y' }];
    for (const [id, status] of [
      [hidden, 404],
      [open, 403],
    ] as const) {
      expect((await cloud.patch('olga', id, patch)).status).toBe(status);
      expect((await cloud.send('olga', 'DELETE', `/v2/images/${id}`)).status).toBe(status);
      expect((await cloud.send('olga', 'PUT', `/v2/images/${id}/file`, 'x', OCTETS)).status).toBe(status);
    }
    expect((await cloud.send('olga', 'GET', `/v2/images/${hidden}/file`)).status).toBe(404);
    expect((await cloud.send('olga', 'GET', `/v2/images/${open}/file`)).status).toBe(200);
    expect((await cloud.send('bob', 'GET', `/v2/images/${open}/file`)).status).toBe(403);
    const message = await cloud.patch('olga', open, patch);
    expect(message.body.message).toContain('You are not authorized to complete modify_image action.');
    expect((await cloud.patch('admin', hidden, patch)).status).toBe(200);
  });

  it('lets not even an admin delete a protected image', async () => {
    const { id } = await cloud.image('alice', { protected: true });
    for (const user of ['alice', 'admin'] as const) {
      const answer = await cloud.send(user, 'DELETE', `/v2/images/${id}`);
      expect(answer.status).toBe(403);
      expect(answer.body.message).toContain(`Image ${id} is protected and cannot be deleted.`);
    }
    await cloud.patch('alice', id, [{ op: 'replace', path: '/protected', value: false }]);
    expect((await cloud.send('alice', 'DELETE', `/v2/images/${id}`)).status).toBe(204);
    const twice = await cloud.send('alice', 'DELETE', `/v2/images/${id}`);
    expect(twice.status).toBe(404);
    expect(twice.body.message).toContain(`Failed to find image ${id} to delete`);
  });

  it('shows nothing to an unscoped token', async () => {
    expect((await cloud.send('carol', 'GET', '/v2/images')).status).toBe(403);
    expect((await cloud.send('carol', 'POST', '/v2/images', {})).status).toBe(403);
  });

  it('lets Cinder see only images that its caller can see', async () => {
    const { id } = await cloud.active('alice', new Uint8Array(10), { visibility: 'private', min_disk: 2 });
    expect(cloud.service.imageFor(CALLERS.olga, id)).toBeNull();
    const source = cloud.service.imageFor(CALLERS.alice, id);
    expect(source).toMatchObject({ id, status: 'active', diskFormat: 'raw', size: 10, minDisk: 2 });
    expect(source?.dataPath).toContain(id);
  });
});
