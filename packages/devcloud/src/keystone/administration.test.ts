import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textAt, valueAt } from '../kernel/json.ts';
import { openTestCloud, passwordRequest, type TestCloud } from '../test-cloud.ts';

let cloud: TestCloud;
let admin: string;
let alice: string;
beforeAll(async () => {
  cloud = await openTestCloud();
  [admin, alice] = await Promise.all([cloud.tokenFor('admin', 'admin'), cloud.tokenFor('alice', 'dev')]);
});
afterAll(() => cloud.close());

const v3 = (method: string, path: string, token: string, json?: unknown) =>
  cloud.call(method, `/identity/v3${path}`, { token, ...(json === undefined ? {} : { json }) });

describe('an administrator', () => {
  it('creates a project and a user who can sign in, and deletes both', async () => {
    const project = textAt(
      (await v3('POST', '/projects', admin, { project: { name: 'run-1', description: 'a test' } })).body,
      'project',
      'id',
    );
    const user = textAt(
      (await v3('POST', '/users', admin, { user: { name: 'run-1', password: 'secret' } })).body,
      'user',
      'id',
    );
    const roles = valueAt((await v3('GET', '/roles?name=member', admin)).body, 'roles');
    const role = textAt(Array.isArray(roles) ? roles[0] : null, 'id');
    const grant = `/projects/${project}/users/${user}/roles/${role}`;
    const signIn = () =>
      cloud.call('POST', '/identity/v3/auth/tokens', { json: passwordRequest('run-1', 'secret', 'run-1') });

    expect((await signIn()).status).toBe(401);
    expect((await v3('GET', grant, admin)).status).toBe(404);
    expect((await v3('PUT', grant, admin)).status).toBe(204);
    expect((await v3('HEAD', grant, admin)).status).toBe(204);
    const entered = await signIn();
    expect(entered.status).toBe(201);

    const assignments = await v3('GET', `/role_assignments?user.id=${user}&include_names=true`, admin);
    expect(assignments.body).toMatchObject({
      role_assignments: [
        {
          role: { name: 'member' },
          user: { name: 'run-1' },
          scope: { project: { name: 'run-1', domain: { name: 'Default' } } },
        },
      ],
    });

    const theirs = entered.headers.get('x-subject-token') ?? '';
    expect((await v3('GET', `/projects/${project}`, theirs)).status).toBe(200);
    expect((await v3('DELETE', grant, admin)).status).toBe(204);
    expect((await v3('GET', '/auth/projects', theirs)).status).toBe(401);
    expect((await v3('DELETE', `/users/${user}`, admin)).status).toBe(204);
    expect((await v3('DELETE', `/projects/${project}`, admin)).status).toBe(204);
    expect((await v3('GET', `/projects/${project}`, admin)).status).toBe(404);
  });

  it('cannot use a name twice', async () => {
    const twice = (path: string, json: unknown) => v3('POST', path, admin, json);
    expect(await twice('/projects', { project: { name: 'dev' } })).toMatchObject({
      status: 409,
      body: { error: { title: 'Conflict' } },
    });
    expect((await twice('/users', { user: { name: 'alice' } })).status).toBe(409);
    expect((await twice('/users', { user: {} })).status).toBe(400);
  });

  it('changes a password, which revokes the old tokens', async () => {
    const id = textAt(
      (await v3('POST', '/users', admin, { user: { name: 'fred', password: 'old' } })).body,
      'user',
      'id',
    );
    const signIn = async (password: string) =>
      cloud.call('POST', '/identity/v3/auth/tokens', { json: passwordRequest('fred', password) });
    const token = (await signIn('old')).headers.get('x-subject-token') ?? '';
    expect((await v3('PATCH', `/users/${id}`, admin, { user: { password: 'new' } })).status).toBe(200);
    expect([(await signIn('old')).status, (await signIn('new')).status]).toEqual([401, 201]);
    expect((await v3('GET', '/auth/projects', token)).status).toBe(401);
  });

  it('lists domains, regions, services and endpoints', async () => {
    for (const kind of ['domains', 'regions', 'services', 'endpoints']) {
      expect((await v3('GET', `/${kind}`, admin)).body).toHaveProperty(kind);
    }
  });
});

describe('any other user', () => {
  it.each([
    ['GET', '/users', 'identity:list_users'],
    ['GET', '/projects', 'identity:list_projects'],
    ['POST', '/projects', 'identity:create_project'],
    ['GET', '/role_assignments', 'identity:list_role_assignments'],
  ])('is refused %s %s with the name of the rule', async (method, path, rule) => {
    expect(await v3(method, path, alice)).toMatchObject({
      status: 403,
      body: {
        error: {
          code: 403,
          message: `You are not authorized to perform the requested action: ${rule}.`,
          title: 'Forbidden',
        },
      },
    });
  });

  it('gets the version documents without a token, and 401 for everything else', async () => {
    expect((await cloud.call('GET', '/identity')).status).toBe(300);
    expect(await cloud.call('GET', '/identity/v3')).toMatchObject({
      status: 200,
      body: { version: { status: 'stable' } },
    });
    expect((await cloud.call('GET', '/identity/v3/projects')).status).toBe(401);
    expect((await cloud.call('GET', '/identity/v3/nothing')).status).toBe(404);
    expect((await cloud.call('PUT', '/identity/v3/auth/tokens')).status).toBe(405);
  });
});
