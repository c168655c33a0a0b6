import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from './test-cloud.ts';

describe('PATCH /v2/images/{id}', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());

  const fresh = async () => (await cloud.image('alice', { name: 'old', os_distro: 'debian', tags: ['a'] })).id;

  it('adds, replaces and removes, and answers with the whole image', async () => {
    const id = await fresh();
    const { status, body } = await cloud.patch('alice', id, [
      { op: 'replace', path: '/name', value: 'new' },
      { op: 'add', path: '/os_distro', value: 'ubuntu' },
      { op: 'add', path: '/a~1b', value: 'slash' },
      { op: 'replace', path: '/tags', value: ['b', 'c', 'b'] },
      { op: 'replace', path: '/visibility', value: 'private' },
      { op: 'replace', path: '/protected', value: true },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'new',
      os_distro: 'ubuntu',
      'a/b': 'slash',
      tags: ['b', 'c'],
      visibility: 'private',
      protected: true,
    });
    const removed = await cloud.patch('alice', id, [{ op: 'remove', path: '/os_distro' }]);
    expect(removed.body).not.toHaveProperty('os_distro');
  });

  it('applies all operations or none', async () => {
    const id = await fresh();
    const answer = await cloud.patch('alice', id, [
      { op: 'replace', path: '/name', value: 'half' },
      { op: 'remove', path: '/nope' },
    ]);
    expect(answer.status).toBe(409);
    expect(answer.body.message).toContain('Property nope does not exist.');
    expect((await cloud.send('alice', 'GET', `/v2/images/${id}`)).body.name).toBe('old');
  });

  it.each([
    [{ op: 'replace', path: '/nope', value: 'x' }, 409, 'Property nope does not exist.'],
    [{ op: 'remove', path: '/name' }, 403, 'Property name may not be removed.'],
    [{ op: 'remove', path: '/min_disk' }, 403, 'Property min_disk may not be removed.'],
    [{ op: 'replace', path: '/status', value: 'active' }, 403, "Attribute 'status' is read-only."],
    [{ op: 'replace', path: '/id', value: 'x' }, 403, "Attribute 'id' is read-only."],
    [{ op: 'add', path: '/os_glance_x', value: 'x' }, 403, "Attribute 'os_glance_x' is reserved."],
    [{ op: 'replace', path: '/owner', value: 'p-ops' }, 403, "Owner can't be updated by non admin."],
    [{ op: 'replace', path: '/visibility', value: 'public' }, 403, 'publicize_image'],
    [{ op: 'add', path: '/tags/-', value: 'x' }, 400, "Invalid JSON pointer for this resource: '/tags/-'"],
    [{ op: 'add', path: '/a/b', value: 'x' }, 400, "Invalid JSON pointer for this resource: '/a/b'"],
    [{ op: 'move', path: '/name', value: 'x' }, 400, 'Invalid operation: `move`.'],
    [{ path: '/name', value: 'x' }, 400, 'Unable to find `op` in JSON Schema change.'],
    [{ op: 'add', value: 'x' }, 400, "Unable to find 'path' in JSON Schema change"],
    [{ op: 'replace', path: '/name' }, 400, 'Operation "replace" requires a member named "value".'],
    [{ op: 'replace', path: 'name', value: 'x' }, 400, 'does not start with "/".'],
    [{ op: 'add', path: '/a~2', value: 'x' }, 400, 'not part of a recognized escape sequence.'],
    [{ op: 'replace', path: '/name', value: 'n'.repeat(256) }, 400, 'is too long'],
    [{ op: 'replace', path: '/name', value: '🐧' }, 400, "Name can't contain 4 byte unicode characters."],
    [{ op: 'add', path: '/x', value: 5 }, 400, "5 is not of type 'string'"],
    ['not an object', 400, 'Operations must be JSON objects.'],
  ])('answers %j with %i', async (operation, status, message) => {
    const answer = await cloud.patch('alice', await fresh(), [operation]);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  it('accepts an empty list and refuses anything that is no list', async () => {
    const id = await fresh();
    expect((await cloud.patch('alice', id, [])).status).toBe(200);
    expect((await cloud.patch('alice', id, {})).body.message).toContain('must be a JSON array');
  });

  it('accepts the 2.0 dialect too, and no other media type', async () => {
    const id = await fresh();
    const path = `/v2/images/${id}`;
    const old = await cloud.send('alice', 'PATCH', path, [{ replace: '/name', value: 'older' }], {
      'Content-Type': 'application/openstack-images-v2.0-json-patch',
    });
    expect(old.body.name).toBe('older');
    const other = await cloud.send('alice', 'PATCH', path, [], { 'Content-Type': 'application/json-patch+json' });
    expect(other.status).toBe(415);
    expect(other.headers.get('accept-patch')).toContain('application/openstack-images-v2.1-json-patch');
    expect(other.body.message).toBe(
      'The request media type application/json-patch+json is not supported by this server.\n<br /><br />\n',
    );
  });

  it('does not change the formats once there is data', async () => {
    const { id } = await cloud.active('alice', new Uint8Array(10));
    const answer = await cloud.patch('alice', id, [{ op: 'replace', path: '/disk_format', value: 'iso' }]);
    expect(answer.status).toBe(403);
    expect(answer.body.message).toContain('Attribute disk_format can be only replaced for a queued image.');
  });

  it('lets an admin change the owner', async () => {
    const answer = await cloud.patch('admin', await fresh(), [{ op: 'replace', path: '/owner', value: 'p-ops' }]);
    expect(answer.body.owner).toBe('p-ops');
  });

  it('updates updated_at only when something changes', async () => {
    const before = await cloud.image('alice');
    const after = await cloud.send('alice', 'GET', `/v2/images/${before.id}`);
    expect(after.body.updated_at).toBe(before.updated_at);
  });
});
