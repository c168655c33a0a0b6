import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textAt, valueAt } from '../kernel/json.ts';
import { openTestCloud, passwordRequest, type TestCloud, tokenRequest } from '../test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.close());

const tokens = '/identity/v3/auth/tokens';
const signIn = (json: unknown) => cloud.call('POST', tokens, { json });
const names = (list: unknown) => (Array.isArray(list) ? list.map((row) => textAt(row, 'name')) : []);
const unauthorized = {
  error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
};

describe('POST /v3/auth/tokens', () => {
  it('issues a project token with roles, implied ones included, and the catalog', async () => {
    const reply = await signIn(passwordRequest('alice', 'console', 'dev'));
    expect(reply.status).toBe(201);
    expect(reply.headers.get('x-subject-token')).toHaveLength(183);
    const token = valueAt(reply.body, 'token');
    expect(token).toMatchObject({
      methods: ['password'],
      user: { name: 'alice', domain: { id: 'default', name: 'Default' }, password_expires_at: null },
      project: { name: 'dev', domain: { id: 'default', name: 'Default' } },
      is_domain: false,
    });
    expect(names(valueAt(token, 'roles'))).toEqual(['member', 'reader']);
    const project = textAt(token, 'project', 'id');
    expect(valueAt(token, 'catalog')).toMatchObject([
      {
        type: 'identity',
        endpoints: [{ interface: 'public', region: 'RegionOne', url: `${cloud.url}/identity/v3` }, {}, {}],
      },
      { type: 'image', endpoints: [{ url: `${cloud.url}/image` }, {}, {}] },
      { type: 'volumev3', endpoints: [{ url: `${cloud.url}/volume/v3/${project}` }, {}, {}] },
    ]);
  });

  it('gives an administrator every role', async () => {
    const reply = await signIn(passwordRequest('admin', 'console', 'admin'));
    expect(names(valueAt(reply.body, 'token', 'roles'))).toEqual(['admin', 'member', 'reader']);
  });

  it('issues an unscoped token without project, roles and catalog', async () => {
    const { status, body } = await signIn(passwordRequest('carol', 'console'));
    expect(status).toBe(201);
    expect(Object.keys(valueAt(body, 'token') ?? {})).toEqual([
      'methods',
      'user',
      'audit_ids',
      'expires_at',
      'issued_at',
    ]);
  });

  it.each([
    ['a wrong password', passwordRequest('alice', 'wrong', 'dev')],
    ['an unknown user', passwordRequest('nobody', 'console')],
    ['an unknown project', passwordRequest('alice', 'console', 'nowhere')],
    ['a project without a role', passwordRequest('alice', 'console', 'qa')],
  ])('refuses %s with the same message', async (_name, json) => {
    const reply = await signIn(json);
    expect(reply).toMatchObject({ status: 401, body: unauthorized });
    expect(reply.headers.get('www-authenticate')).toMatch(/^Keystone uri="http/);
  });

  it('issues a system token to its administrator only', async () => {
    const system = (name: string) => {
      const { auth } = passwordRequest(name, 'console');
      return signIn({ auth: { ...auth, scope: { system: { all: true } } } });
    };
    expect(await system('admin')).toMatchObject({ status: 201, body: { token: { system: { all: true } } } });
    expect((await system('alice')).status).toBe(401);
  });

  it.each([
    ['{}', {}],
    ['a list', []],
    ['no methods', { auth: { identity: {} } }],
  ])('answers 400 to %s', async (_name, json) => {
    expect(await signIn(json)).toMatchObject({ status: 400, body: { error: { code: 400, title: 'Bad Request' } } });
  });
});

describe('a token', () => {
  it('can be rescoped, but never extended', async () => {
    const parent = await signIn(passwordRequest('alice', 'console'));
    const child = await signIn(tokenRequest(parent.headers.get('x-subject-token') ?? '', 'ops'));
    expect(child.status).toBe(201);
    expect(valueAt(child.body, 'token', 'methods')).toEqual(['token', 'password']);
    expect(valueAt(child.body, 'token', 'expires_at')).toBe(valueAt(parent.body, 'token', 'expires_at'));
    const audits = valueAt(child.body, 'token', 'audit_ids');
    expect(Array.isArray(audits) && audits.at(-1)).toBe((valueAt(parent.body, 'token', 'audit_ids') as string[])[0]);
  });

  it('answers a rescope to a project without a role with 401, and of a malformed token with 404', async () => {
    expect((await signIn(tokenRequest(await cloud.tokenFor('alice'), 'qa'))).status).toBe(401);
    expect(await signIn(tokenRequest('garbage', 'dev'))).toMatchObject({
      status: 404,
      body: { error: { code: 404, message: 'Could not recognize Fernet token' } },
    });
  });

  it('is shown to its owner, without the catalog on request', async () => {
    const token = await cloud.tokenFor('alice', 'dev');
    const headers = { 'X-Subject-Token': token };
    expect((await cloud.call('GET', tokens, { token, headers })).body).toHaveProperty('token.catalog');
    expect((await cloud.call('GET', `${tokens}?nocatalog`, { token, headers })).body).not.toHaveProperty(
      'token.catalog',
    );
    expect((await cloud.call('HEAD', tokens, { token, headers })).status).toBe(200);
  });

  it('is revoked alone, without its parent and child', async () => {
    const parent = await cloud.tokenFor('alice');
    const token = (await signIn(tokenRequest(parent, 'dev'))).headers.get('x-subject-token') ?? '';
    const child = (await signIn(tokenRequest(token, 'ops'))).headers.get('x-subject-token') ?? '';
    const end = () => cloud.call('DELETE', tokens, { token, headers: { 'X-Subject-Token': token } });
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(401);
    expect((await signIn(tokenRequest(token, 'dev'))).status).toBe(404);
    const projects = (of: string) => cloud.call('GET', '/identity/v3/auth/projects', { token: of });
    expect([(await projects(parent)).status, (await projects(child)).status]).toEqual([200, 200]);
  });

  it('of another user cannot be shown by a member', async () => {
    const token = await cloud.tokenFor('alice', 'dev');
    const headers = { 'X-Subject-Token': await cloud.tokenFor('bob', 'ops') };
    expect((await cloud.call('GET', tokens, { token, headers })).status).toBe(403);
  });

  it('lists the projects and the catalog of its user', async () => {
    const get = async (user: string, project: string | undefined, path: string) =>
      cloud.call('GET', `/identity/v3/auth/${path}`, { token: await cloud.tokenFor(user, project) });
    expect(names(valueAt((await get('alice', undefined, 'projects')).body, 'projects'))).toEqual(['dev', 'ops']);
    expect((await get('carol', undefined, 'projects')).body).toMatchObject({ projects: [] });
    expect((await get('alice', 'dev', 'catalog')).status).toBe(200);
    expect((await get('alice', undefined, 'catalog')).status).toBe(403);
  });
});

describe('expiry and restarts', () => {
  it('end a token by the clock, together with those rescoped from it', async () => {
    const brief = await openTestCloud({ tokenTtlSeconds: 0.4 });
    const token = await brief.tokenFor('alice', 'dev');
    const status = async () => (await brief.call('GET', '/identity/v3/auth/projects', { token })).status;
    expect(await status()).toBe(200);
    await expect.poll(status).toBe(401);
    expect((await brief.call('POST', tokens, { json: tokenRequest(token, 'ops') })).status).toBe(404);
    await brief.close();
  });

  it('keep users, passwords and tokens', async () => {
    const before = await openTestCloud();
    const admin = await before.tokenFor('admin', 'admin');
    await before.call('POST', '/identity/v3/users', { token: admin, json: { user: { name: 'erin', password: 'pw' } } });
    await before.close('keep');
    const after = await openTestCloud({ stateDir: before.stateDir });
    expect((await after.call('GET', '/identity/v3/users?name=erin', { token: admin })).body).toMatchObject({
      users: [{ name: 'erin' }],
    });
    expect((await after.call('POST', tokens, { json: passwordRequest('erin', 'pw') })).status).toBe(201);
    await after.close();
  });
});
