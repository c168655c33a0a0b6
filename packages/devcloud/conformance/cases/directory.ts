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

/** The second in which a token was issued, as the cloud's clock has it. */
const issuedIn = (reply: Reply) =>
  String(valueAt(reply.body, 'token', 'issued_at')).slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);

/** What one may enter with the token of this answer. */
const projectsOf = (world: CaseContext, { headers }: Reply) =>
  world.identity({ token: String(headers['x-subject-token']) }, 'GET', '/auth/projects');

const reading: readonly ConformanceCase[] = [
  {
    name: 'keystone: the projects one may enter, from a token without a project',
    run: async (world) => {
      const headers = { 'Content-Type': 'application/json' };
      const token = await requestTokenFor(world, userPassword(world, 'alice'));
      const who = { token: String(token.headers['x-subject-token']) };
      const reply = expectStatus(await world.identity(who, 'GET', '/auth/projects', { headers }), 200);
      assert.deepEqual(
        names(valueAt(reply.body, 'projects')).toSorted(),
        [world.accounts.projects.dev, world.accounts.projects.ops].toSorted(),
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
    name: 'keystone: who has no project gets an empty list',
    run: async (world) => {
      const reply = expectStatus(await world.identity('carol', 'GET', '/auth/projects'), 200);
      assert.deepEqual(valueAt(reply.body, 'projects'), []);
    },
  },
  {
    name: 'keystone: the catalog needs a project',
    run: async (world) => {
      const whole = expectStatus(await world.identity('alice', 'GET', '/auth/catalog'), 200);
      const image = expectList(valueAt(whole.body, 'catalog')).find((service) => valueAt(service, 'type') === 'image');
      const { region } = world.user('alice');
      const face = expectList(valueAt(image, 'endpoints')).find((one) => valueAt(one, 'region') === region);
      expectFields(face, { region, region_id: region });
      assert.deepEqual(Object.keys(valueAt(whole.body, 'links') ?? {}), ['self']);
      const refusal = await world.identity('carol', 'GET', '/auth/catalog');
      expectFault(refusal, 403, /^You are not authorized to perform the requested action\.$/);
    },
  },
  {
    name: 'keystone: the URL of images is without version, that of volumes ends with the project',
    run: async (world) => {
      const { endpoints, projectId } = world.user('alice');
      assert.doesNotMatch(endpoints.image ?? '', /\/v2\/?$/);
      assert.ok(endpoints.volumev3?.endsWith(`/${projectId}`), endpoints.volumev3 ?? 'none');
    },
  },
  {
    name: 'keystone: the version document needs no token',
    run: async (world) => {
      const reply = expectStatus(await world.identity('nobody', 'GET', ''), 200);
      expectFields(valueAt(reply.body, 'version'), { id: 'v3.14', status: 'stable' });
      expectHeaders(reply, { vary: 'X-Auth-Token' });
    },
  },
  {
    name: 'keystone: an address it does not have is a page',
    run: async (world) => {
      const reply = expectStatus(await world.identity('alice', 'GET', '/nothing'), 404);
      expectHeaders(reply, { 'content-type': /^text\/html/ });
    },
  },
  {
    name: 'keystone: a method it does not have is a 405',
    run: async (world) => {
      const reply = await world.identity('admin', 'PUT', '/auth/tokens');
      expectHeaders(expectFault(reply, 405, /^The method is not allowed for the requested URL\.$/), { allow: /POST/ });
    },
  },
  {
    name: 'keystone: one may look at one’s own user and the project one is in',
    run: async (world) => {
      const { userId } = world.user('alice');
      expectStatus(await world.identity('alice', 'GET', `/users/${userId}`), 200);
      expectStatus(await world.identity('alice', 'GET', `/users/${userId}/projects`), 200);
      const project = await world.identity('alice', 'GET', `/projects/${world.projectId('alice')}`);
      assert.equal(valueAt(expectStatus(project, 200).body, 'project', 'name'), world.accounts.projects.dev);
    },
  },
  {
    name: 'keystone: not at another project of one’s own, nor at another user',
    run: async (world) => {
      const other = await world.identity('alice', 'GET', `/projects/${world.projectId('aliceOps')}`);
      expectFault(other, 403, notAllowed('get_project'));
      const user = await world.identity('alice', 'GET', `/users/${world.user('dave').userId}`);
      expectFault(user, 403, notAllowed('get_user'));
    },
  },
];

/** What only an administrator may ask, with the rule that says so. */
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
  run: async (world) => {
    expectFault(await world.identity('alice', 'GET', path), 403, notAllowed(rule));
    expectFault(await world.identity('nobody', 'GET', path), 401, authenticationRequired);
    const reply = expectStatus(await world.identity('admin', 'GET', path), 200);
    assert.ok(expectList(valueAt(reply.body, key)).length > 0);
  },
}));

async function roleId(world: CaseContext, name: string): Promise<unknown> {
  return valueAt((await world.identity('admin', 'GET', `/roles?name=${name}`)).body, 'roles', 0, 'id');
}

const changing: readonly ConformanceCase[] = [
  {
    name: 'keystone: an administrator makes and changes a project',
    run: async (world) => {
      const name = world.uniqueName('project');
      const json = { project: { name, description: 'Prüfung 测试' } };
      const made = expectStatus(await world.identity('admin', 'POST', '/projects', { json }), 201);
      expectFields(valueAt(made.body, 'project'), {
        name,
        description: 'Prüfung 测试',
        enabled: true,
        domain_id: 'default',
      });
      const path = `/projects/${valueAt(made.body, 'project', 'id')}`;
      const changed = await world.identity('admin', 'PATCH', path, { json: { project: { description: 'b' } } });
      expectFields(valueAt(expectStatus(changed, 200).body, 'project'), { name, description: 'b', extra: {} });
      expectStatus(await world.identity('admin', 'DELETE', path), 204);
      expectFault(await world.identity('admin', 'GET', path), 404, /^Could not find project: \w+\.$/);
    },
  },
  {
    name: 'keystone: two projects of one name are a conflict',
    run: async (world) => {
      const reply = await world.identity('admin', 'POST', '/projects', { json: { project: { name: 'dev' } } });
      expectFault(
        reply,
        409,
        /^Conflict occurred attempting to store project - .* same domain: name is dev, project id/,
      );
    },
  },
  {
    name: 'keystone: two users of one name are a conflict',
    run: async (world) => {
      const reply = await world.identity('admin', 'POST', '/users', { json: { user: { name: 'alice' } } });
      expectFault(reply, 409, /^Conflict .* Duplicate entry found with name alice at domain ID default\.$/);
    },
  },
  {
    name: 'keystone: a member makes neither project nor user',
    run: async (world) => {
      const project = await world.identity('alice', 'POST', '/projects', { json: { project: { name: 'x' } } });
      expectFault(project, 403, notAllowed('create_project'));
      const user = await world.identity('alice', 'POST', '/users', { json: { user: { name: 'x' } } });
      expectFault(user, 403, notAllowed('create_user'));
    },
  },
  {
    name: 'keystone: a role taken away shuts the door',
    run: async (world) => {
      const person = await world.createUser('reader');
      const scope = { project: { id: world.projectId(person) } };
      const again = () => requestTokenFor(world, passwordIdentity(person.user, world.accounts.password), scope);
      expectStatus(await again(), 201);
      const grant = `/projects/${person.projectId}/users/${person.userId}/roles/${await roleId(world, 'reader')}`;
      expectStatus(await world.identity('admin', 'HEAD', grant), 204);
      expectStatus(await world.identity('admin', 'DELETE', grant), 204);
      expectFault(await again(), 401, authenticationRequired);
      const gone = await world.identity('admin', 'DELETE', grant);
      expectFault(gone, 404, /^Could not find role assignment with role: /);
    },
  },
  {
    name: 'keystone: a project switched off lets nobody in',
    run: async (world) => {
      const person = await world.createUser();
      const json = { project: { enabled: false } };
      expectStatus(await world.identity('admin', 'PATCH', `/projects/${person.projectId}`, { json }), 200);
      const scope = { project: { id: world.projectId(person) } };
      expectFault(
        await requestTokenFor(world, passwordIdentity(person.user, world.accounts.password), scope),
        401,
        authenticationRequired,
      );
    },
  },
  {
    name: 'keystone: a user switched off is out at once',
    run: async (world) => {
      const person = await world.createUser();
      const json = { user: { enabled: false } };
      expectStatus(await world.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
      expectFault(await world.identity(person, 'GET', '/auth/projects'), 401, authenticationRequired);
      expectFault(
        await requestTokenFor(world, passwordIdentity(person.user, world.accounts.password)),
        401,
        authenticationRequired,
      );
      expectStatus(await world.image(person, 'GET', '/v2/images'), 401);
    },
  },
  {
    name: 'keystone: a new password ends the tokens of the old one',
    run: async (world) => {
      const person = await world.createUser();
      const json = { user: { password: 'another' } };
      expectStatus(await world.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
      expectFault(await world.identity(person, 'GET', '/auth/projects'), 401, authenticationRequired);
      expectFault(
        await requestTokenFor(world, passwordIdentity(person.user, world.accounts.password)),
        401,
        authenticationRequired,
      );
      expectStatus(await requestTokenFor(world, passwordIdentity(person.user, 'another')), 201);
    },
  },
  {
    name: 'keystone: a token of the second in which the password was changed is dead',
    run: async (world) => {
      const person = await world.createUser();
      const json = { user: { password: 'another' } };
      const signIn = async () =>
        expectStatus(await requestTokenFor(world, passwordIdentity(person.user, 'another')), 201);
      const inOneSecond = async () => {
        expectStatus(await world.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
        const before = await signIn();
        expectStatus(await world.identity('admin', 'PATCH', `/users/${person.userId}`, { json }), 200);
        return { before: issuedIn(before), after: await signIn() };
      };
      const { after } = await world.waitUntil(inOneSecond, ({ before, after }) => before === issuedIn(after));
      expectFault(await projectsOf(world, after), 401, authenticationRequired);
      const later = await world.waitUntil(signIn, (reply) => issuedIn(reply) > issuedIn(after));
      expectStatus(await projectsOf(world, later), 200);
      expectFault(await projectsOf(world, after), 401, authenticationRequired);
    },
  },
  {
    name: 'keystone: a role that is not there is a 404 before any rule',
    run: async (world) => {
      const grant = `/projects/${world.projectId('alice')}/users/${world.user('alice').userId}/roles/123`;
      for (const who of ['admin', 'alice'] as const) {
        expectFault(await world.identity(who, 'PUT', grant), 404, /^Could not find role: 123\.$/);
      }
    },
  },
];

/** Projects, users, roles, and the catalog. */
export const directoryCases: readonly ConformanceCase[] = [...reading, ...administrative, ...changing];
