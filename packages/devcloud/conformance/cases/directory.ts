import assert from 'node:assert/strict';
import { authenticationRequired, requestTokenFor, userPassword } from '../auth-requests.ts';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import { passwordIdentity } from '../target.ts';

const notAllowed = (rule: string) =>
  new RegExp(`^You are not authorized to perform the requested action: identity:${rule}\\.$`);

const names = (list: unknown) => expectList(list).map((row) => textAt(row, 'name'));

/** The second in which a token was issued, by the cloud's clock. */
const issuedIn = (reply: Reply) =>
  String(valueAt(reply.body, 'token', 'issued_at')).slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);

/** Lists the projects that the token of this reply may be rescoped to. */
const projectsOf = (context: CaseContext, { headers }: Reply) =>
  context.identity({ token: String(headers['x-subject-token']) }, 'GET', '/auth/projects');

const reading: readonly ConformanceCase[] = [
  {
    name: 'keystone: an unscoped token lists the projects that it may be rescoped to',
    run: async (context) => {
      const headers = { 'Content-Type': 'application/json' };
      const token = await requestTokenFor(context, userPassword(context, 'alice'));
      const who = { token: String(token.headers['x-subject-token']) };
      const reply = expectStatus(await context.identity(who, 'GET', '/auth/projects', { headers }), 200);
      assert.deepEqual(
        names(valueAt(reply.body, 'projects')).toSorted(),
        [context.accounts.projects.dev, context.accounts.projects.ops].toSorted(),
      );
      expectFields(valueAt(reply.body, 'projects', 0), {
        domain_id: 'default',
        enabled: true,
        is_domain: false,
        tags: [],
      });
      expectFields(valueAt(reply.body, 'links'), { next: null, previous: null });
    },
  },
  {
    name: 'keystone: a user without a project gets an empty list',
    run: async (context) => {
      const reply = expectStatus(await context.identity('carol', 'GET', '/auth/projects'), 200);
      assert.deepEqual(valueAt(reply.body, 'projects'), []);
    },
  },
  {
    name: 'keystone: the catalog needs a project-scoped token',
    run: async (context) => {
      const whole = expectStatus(await context.identity('alice', 'GET', '/auth/catalog'), 200);
      const image = expectList(valueAt(whole.body, 'catalog')).find((service) => valueAt(service, 'type') === 'image');
      const { region } = context.user('alice');
      const face = expectList(valueAt(image, 'endpoints')).find((one) => valueAt(one, 'region') === region);
      expectFields(face, { region, region_id: region });
      assert.deepEqual(Object.keys(valueAt(whole.body, 'links') ?? {}), ['self']);
      const refusal = await context.identity('carol', 'GET', '/auth/catalog');
      expectFault(refusal, 403, /^You are not authorized to perform the requested action\.$/);
    },
  },
  {
    name: 'keystone: the image URL has no version, the volume URL ends with the project',
    run: async (context) => {
      const { endpoints, projectId } = context.user('alice');
      assert.doesNotMatch(endpoints.image ?? '', /\/v2\/?$/);
      assert.ok(endpoints.volumev3?.endsWith(`/${projectId}`), endpoints.volumev3 ?? 'none');
    },
  },
  {
    name: 'keystone: the version document needs no token',
    run: async (context) => {
      const reply = expectStatus(await context.identity('nobody', 'GET', ''), 200);
      expectFields(valueAt(reply.body, 'version'), { id: 'v3.14', status: 'stable' });
      expectHeaders(reply, { vary: 'X-Auth-Token' });
    },
  },
  {
    name: 'keystone: an unknown address is an HTML page',
    run: async (context) => {
      const reply = expectStatus(await context.identity('alice', 'GET', '/nothing'), 404);
      expectHeaders(reply, { 'content-type': /^text\/html/ });
    },
  },
  {
    name: 'keystone: an unknown method is a 405',
    run: async (context) => {
      const reply = await context.identity('admin', 'PUT', '/auth/tokens');
      expectHeaders(expectFault(reply, 405, /^The method is not allowed for the requested URL\.$/), { allow: /POST/ });
    },
  },
  {
    name: 'keystone: a user may read their own record and the project of their token',
    run: async (context) => {
      const { userId } = context.user('alice');
      expectStatus(await context.identity('alice', 'GET', `/users/${userId}`), 200);
      expectStatus(await context.identity('alice', 'GET', `/users/${userId}/projects`), 200);
      const project = await context.identity('alice', 'GET', `/projects/${context.projectId('alice')}`);
      assert.equal(valueAt(expectStatus(project, 200).body, 'project', 'name'), context.accounts.projects.dev);
    },
  },
  {
    name: 'keystone: a user may not read another project of theirs, nor another user',
    run: async (context) => {
      const other = await context.identity('alice', 'GET', `/projects/${context.projectId('aliceOps')}`);
      expectFault(other, 403, notAllowed('get_project'));
      const user = await context.identity('alice', 'GET', `/users/${context.user('dave').userId}`);
      expectFault(user, 403, notAllowed('get_user'));
    },
  },
];

/** Requests that only an administrator may send, with the policy rule that refuses others. */
const administration: readonly [path: string, rule: string, key: string][] = [
  ['/users', 'list_users', 'users'],
  ['/projects', 'list_projects', 'projects'],
  ['/roles', 'list_roles', 'roles'],
  ['/role_assignments', 'list_role_assignments', 'role_assignments'],
  ['/services', 'list_services', 'services'],
  ['/endpoints', 'list_endpoints', 'endpoints'],
  ['/domains', 'list_domains', 'domains'],
];

const administrative: readonly ConformanceCase[] = administration.map(([path, rule, key]) => ({
  name: `keystone: ${path} is for administrators`,
  run: async (context) => {
    expectFault(await context.identity('alice', 'GET', path), 403, notAllowed(rule));
    expectFault(await context.identity('nobody', 'GET', path), 401, authenticationRequired);
    const reply = expectStatus(await context.identity('admin', 'GET', path), 200);
    assert.ok(expectList(valueAt(reply.body, key)).length > 0);
  },
}));

async function roleId(context: CaseContext, name: string): Promise<unknown> {
  return valueAt((await context.identity('admin', 'GET', `/roles?name=${name}`)).body, 'roles', 0, 'id');
}

const changing: readonly ConformanceCase[] = [
  {
    name: 'keystone: an administrator creates and updates a project',
    run: async (context) => {
      const name = context.uniqueName('project');
      const json = { project: { name, description: 'Prüfung 测试' } };
      const made = expectStatus(await context.identity('admin', 'POST', '/projects', { json }), 201);
      expectFields(valueAt(made.body, 'project'), {
        name,
        description: 'Prüfung 测试',
        enabled: true,
        domain_id: 'default',
      });
      const path = `/projects/${valueAt(made.body, 'project', 'id')}`;
      const changed = await context.identity('admin', 'PATCH', path, { json: { project: { description: 'b' } } });
      expectFields(valueAt(expectStatus(changed, 200).body, 'project'), { name, description: 'b', extra: {} });
      expectStatus(await context.identity('admin', 'DELETE', path), 204);
      expectFault(await context.identity('admin', 'GET', path), 404, /^Could not find project: \w+\.$/);
    },
  },
  {
    name: 'keystone: a second project of the same name is a conflict',
    run: async (context) => {
      const reply = await context.identity('admin', 'POST', '/projects', { json: { project: { name: 'dev' } } });
      expectFault(
        reply,
        409,
        /^Conflict occurred attempting to store project - .* same domain: name is dev, project id/,
      );
    },
  },
  {
    name: 'keystone: a second user of the same name is a conflict',
    run: async (context) => {
      const reply = await context.identity('admin', 'POST', '/users', { json: { user: { name: 'alice' } } });
      expectFault(reply, 409, /^Conflict .* Duplicate entry found with name alice at domain ID default\.$/);
    },
  },
  {
    name: 'keystone: a member may create neither a project nor a user',
    run: async (context) => {
      const project = await context.identity('alice', 'POST', '/projects', { json: { project: { name: 'x' } } });
      expectFault(project, 403, notAllowed('create_project'));
      const user = await context.identity('alice', 'POST', '/users', { json: { user: { name: 'x' } } });
      expectFault(user, 403, notAllowed('create_user'));
    },
  },
  {
    name: 'keystone: a revoked role ends access to the project',
    run: async (context) => {
      const person = await context.createUser('reader');
      const scope = { project: { id: context.projectId(person) } };
      const again = () => requestTokenFor(context, passwordIdentity(person.user, context.accounts.password), scope);
      expectStatus(await again(), 201);
      const grant = `/projects/${person.projectId}/users/${person.userId}/roles/${await roleId(context, 'reader')}`;
      expectStatus(await context.identity('admin', 'HEAD', grant), 204);
      expectStatus(await context.identity('admin', 'DELETE', grant), 204);
      expectFault(await again(), 401, authenticationRequired);
      const gone = await context.identity('admin', 'DELETE', grant);
      expectFault(gone, 404, /^Could not find role assignment with role: /);
    },
  },
  {
    name: 'keystone: a disabled project cannot be scoped to',
    run: async (context) => {
      const person = await context.createUser();
      const json = { project: { enabled: false } };
      expectStatus(await context.identity('admin', 'PATCH', `/projects/${person.projectId}`, { json }), 200);
      const scope = { project: { id: context.projectId(person) } };
      expectFault(
        await requestTokenFor(context, passwordIdentity(person.user, context.accounts.password), scope),
        401,
        authenticationRequired,
      );
    },
  },
  {
    name: 'keystone: a disabled user loses access at once',
    run: async (context) => {
      const person = await context.createUser();
      const json = { user: { enabled: false } };
      expectStatus(await context.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
      expectFault(await context.identity(person, 'GET', '/auth/projects'), 401, authenticationRequired);
      expectFault(
        await requestTokenFor(context, passwordIdentity(person.user, context.accounts.password)),
        401,
        authenticationRequired,
      );
      expectStatus(await context.image(person, 'GET', '/v2/images'), 401);
    },
  },
  {
    name: 'keystone: a changed password revokes the tokens of the old one',
    run: async (context) => {
      const person = await context.createUser();
      const json = { user: { password: 'another' } };
      expectStatus(await context.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
      expectFault(await context.identity(person, 'GET', '/auth/projects'), 401, authenticationRequired);
      expectFault(
        await requestTokenFor(context, passwordIdentity(person.user, context.accounts.password)),
        401,
        authenticationRequired,
      );
      expectStatus(await requestTokenFor(context, passwordIdentity(person.user, 'another')), 201);
    },
  },
  {
    name: 'keystone: a token issued in the second of a password change is invalid',
    run: async (context) => {
      const person = await context.createUser();
      const json = { user: { password: 'another' } };
      const signIn = async () =>
        expectStatus(await requestTokenFor(context, passwordIdentity(person.user, 'another')), 201);
      const inOneSecond = async () => {
        expectStatus(await context.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
        const before = await signIn();
        expectStatus(await context.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
        return { before: issuedIn(before), after: await signIn() };
      };
      const { after } = await context.waitUntil(inOneSecond, ({ before, after }) => before === issuedIn(after));
      expectFault(await projectsOf(context, after), 401, authenticationRequired);
      const later = await context.waitUntil(signIn, (reply) => issuedIn(reply) > issuedIn(after));
      expectStatus(await projectsOf(context, later), 200);
      expectFault(await projectsOf(context, after), 401, authenticationRequired);
    },
  },
  {
    name: 'keystone: an unknown role is a 404 before the policy is checked',
    run: async (context) => {
      const grant = `/projects/${context.projectId('alice')}/users/${context.user('alice').userId}/roles/123`;
      for (const who of ['admin', 'alice'] as const) {
        expectFault(await context.identity(who, 'PUT', grant), 404, /^Could not find role: 123\.$/);
      }
    },
  },
];

/** Projects, users, roles and the catalog. */
export const directoryCases: readonly ConformanceCase[] = [...reading, ...administrative, ...changing];
