import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cloud, listOf, startCloud, type User } from './test-cloud.ts';

describe('image members', () => {
  let cloud: Cloud;
  let id: string;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  beforeEach(async () => {
    id = (await cloud.active('alice', new Uint8Array(10), { visibility: 'shared' })).id;
  });
  afterAll(() => cloud.close());

  const add = (member: unknown, user: User = 'alice') =>
    cloud.send(user, 'POST', `/v2/images/${id}/members`, { member });
  const answer = (status: string, user: User, project = 'p-ops') =>
    cloud.send(user, 'PUT', `/v2/images/${id}/members/${project}`, { status });
  const rows = async (user: User) =>
    listOf((await cloud.send(user, 'GET', `/v2/images/${id}/members`)).body.members).map((row) => row.member_id);

  it('can be added once, whether the project exists or not', async () => {
    const { status, body } = await add('p-ops');
    expect(status).toBe(200);
    expect(body).toMatchObject({ member_id: 'p-ops', image_id: id, status: 'pending', schema: '/v2/schemas/member' });
    expect((await add('p-ops')).status).toBe(409);
    expect((await add('nobody-knows-this')).status).toBe(200);
    expect((await add('')).status).toBe(400);
    expect((await cloud.send('alice', 'POST', `/v2/images/${id}/members`, {})).body.message).toContain('not specified');
  });

  it('can be answered only by the project itself', async () => {
    await add('p-ops');
    expect((await answer('accepted', 'alice')).status).toBe(403);
    expect((await answer('bogus', 'olga')).status).toBe(400);
    expect((await answer('accepted', 'bob')).status).toBe(403);
    expect((await answer('accepted', 'olga')).body.status).toBe('accepted');
    expect((await answer('rejected', 'admin')).body.status).toBe('rejected');
    expect((await answer('accepted', 'olga', 'p-unknown')).status).toBe(404);
  });

  it('are all listed to the owner, to a member only itself, to others not at all', async () => {
    await add('p-ops');
    await add('p-qa');
    expect(await rows('alice')).toEqual(['p-ops', 'p-qa']);
    expect(await rows('admin')).toEqual(['p-ops', 'p-qa']);
    expect(await rows('olga')).toEqual(['p-ops']);
    expect((await cloud.send('olga', 'GET', `/v2/images/${id}/members/p-qa`)).status).toBe(404);
    expect((await cloud.send('olga', 'GET', `/v2/images/${id}/members/p-ops`)).status).toBe(200);
  });

  it('may read and download whatever their answer is, and nothing else', async () => {
    expect((await cloud.send('olga', 'GET', `/v2/images/${id}`)).status).toBe(404);
    await add('p-ops');
    expect((await cloud.send('olga', 'GET', `/v2/images/${id}`)).status).toBe(200);
    await answer('rejected', 'olga');
    expect((await cloud.send('olga', 'GET', `/v2/images/${id}/file`)).status).toBe(200);
    expect((await cloud.send('olga', 'DELETE', `/v2/images/${id}`)).status).toBe(403);
    expect((await cloud.send('olga', 'DELETE', `/v2/images/${id}/members/p-ops`)).status).toBe(403);
    expect((await cloud.send('alice', 'DELETE', `/v2/images/${id}/members/p-ops`)).status).toBe(204);
    expect((await cloud.send('alice', 'DELETE', `/v2/images/${id}/members/p-ops`)).status).toBe(404);
    expect((await cloud.send('olga', 'GET', `/v2/images/${id}`)).status).toBe(404);
  });

  it('exist only for shared images', async () => {
    await cloud.patch('alice', id, [{ op: 'replace', path: '/visibility', value: 'private' }]);
    const refused = await add('p-ops');
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain(`Not allowed to create members for image ${id}.`);
    expect((await cloud.send('alice', 'GET', `/v2/images/${id}/members`)).status).toBe(403);
  });
});

describe('tags by path', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());

  it('are added and deleted, and garbled when they are not ASCII', async () => {
    const { id } = await cloud.image('alice');
    const tag = (method: string, name: string) => cloud.send('alice', method, `/v2/images/${id}/tags/${name}`);
    expect((await tag('PUT', 'web')).status).toBe(204);
    expect((await tag('PUT', 'web')).status).toBe(204);
    expect((await tag('PUT', 'two%20words')).status).toBe(204);
    expect((await tag('PUT', 't'.repeat(256))).status).toBe(400);
    expect((await tag('PUT', 'a%2Fb')).status).toBe(404);
    expect((await tag('PUT', 'a/b')).status).toBe(404);
    expect((await tag('PUT', encodeURIComponent('ünï'))).status).toBe(204);
    const { body } = await cloud.send('alice', 'GET', `/v2/images/${id}`);
    expect(body.tags).toEqual(['web', 'two words', 'Ã¼nÃ¯']);
    expect((await tag('DELETE', encodeURIComponent('ünï'))).status).toBe(204);
    expect((await tag('DELETE', 'web')).status).toBe(204);
    expect((await tag('DELETE', 'web')).status).toBe(404);
  });
});
