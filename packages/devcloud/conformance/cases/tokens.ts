import assert from 'node:assert/strict';
import { authenticationRequired, inProject, requestTokenFor, userPassword } from '../auth-requests.ts';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, expectList, expectStatus, textAt, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';

const byToken = (id: string) => ({ methods: ['token'], token: { id } });

const subjectOf = (reply: Reply): string => String(reply.headers['x-subject-token']);
const expiry = (reply: Reply) => valueAt(reply.body, 'token', 'expires_at');
const roleNames = (reply: Reply) =>
  expectList(valueAt(reply.body, 'token', 'roles'))
    .map((role) => textAt(role, 'name'))
    .toSorted();

const lettingIn: readonly ConformanceCase[] = [
  {
    name: 'tokens: password and project give a token with roles and catalog',
    run: async (world) => {
      const reply = expectStatus(
        await requestTokenFor(world, userPassword(world, 'alice'), inProject(world.accounts.projects.dev)),
        201,
      );
      expectHeaders(reply, { 'x-subject-token': /^gAAAA[\w=-]{100,}$/, vary: 'X-Auth-Token' });
      expectHeaders(reply, { 'x-openstack-request-id': /^req-/ });
      const token = valueAt(reply.body, 'token');
      expectFields(token, { methods: ['password'], is_domain: false });
      expectFields(valueAt(token, 'project'), {
        name: world.accounts.projects.dev,
        domain: { id: 'default', name: 'Default' },
      });
      expectFields(valueAt(token, 'user'), { name: world.accounts.users.alice.name, password_expires_at: null });
      assert.deepEqual(roleNames(reply), ['member', 'reader']);
      const kinds = expectList(valueAt(token, 'catalog')).map((service) => textAt(service, 'type'));
      for (const kind of ['identity', 'image', 'volumev3']) assert.ok(kinds.includes(kind), kind);
    },
  },
  {
    name: 'tokens: an administrator holds every role',
    run: async (world) => {
      const reply = expectStatus(
        await requestTokenFor(world, userPassword(world, 'admin'), inProject(world.accounts.projects.admin)),
        201,
      );
      // From 2024.2 on there is a role manager between admin and member.
      const held = { zed: ['admin', 'member', 'reader'], '2025.1': ['admin', 'manager', 'member', 'reader'] };
      assert.deepEqual(roleNames(reply), held[world.release]);
    },
  },
  {
    name: 'tokens: a project by its id',
    run: async (world) => {
      const scope = { project: { id: world.projectId('alice') } };
      const reply = expectStatus(await requestTokenFor(world, userPassword(world, 'alice'), scope), 201);
      assert.equal(valueAt(reply.body, 'token', 'project', 'name'), world.accounts.projects.dev);
    },
  },
  ...[undefined, 'unscoped', { unscoped: {} }].map(
    (scope): ConformanceCase => ({
      name: `tokens: scope ${JSON.stringify(scope) ?? 'left out'} gives neither project nor roles nor catalog`,
      run: async (world) => {
        const reply = expectStatus(await requestTokenFor(world, userPassword(world, 'carol'), scope), 201);
        const keys = Object.keys(valueAt(reply.body, 'token') ?? {}).toSorted();
        assert.deepEqual(keys, ['audit_ids', 'expires_at', 'issued_at', 'methods', 'user']);
      },
    }),
  ),
  {
    name: 'tokens: the system lets its administrator in, and nobody else',
    run: async (world) => {
      const scope = { system: { all: true } };
      const reply = expectStatus(await requestTokenFor(world, userPassword(world, 'admin'), scope), 201);
      assert.deepEqual(valueAt(reply.body, 'token', 'system'), { all: true });
      expectFault(await requestTokenFor(world, userPassword(world, 'alice'), scope), 401, authenticationRequired);
    },
  },
  {
    name: 'tokens: ?nocatalog leaves the catalog out',
    run: async (world) => {
      const json = { auth: { identity: userPassword(world, 'alice'), scope: inProject(world.accounts.projects.dev) } };
      const reply = expectStatus(await world.identity('nobody', 'POST', '/auth/tokens?nocatalog', { json }), 201);
      assert.equal(valueAt(reply.body, 'token', 'catalog'), undefined);
    },
  },
];

const rescoping: readonly ConformanceCase[] = [
  {
    name: 'tokens: a rescoped one expires with its parent',
    run: async (world) => {
      const parent = await requestTokenFor(world, userPassword(world, 'alice'));
      const child = expectStatus(
        await requestTokenFor(world, byToken(subjectOf(parent)), inProject(world.accounts.projects.ops)),
        201,
      );
      assert.equal(expiry(child), expiry(parent));
      assert.deepEqual(expectList(valueAt(child.body, 'token', 'methods')).toSorted(), ['password', 'token']);
      assert.equal(
        expectList(valueAt(child.body, 'token', 'audit_ids')).at(-1),
        valueAt(parent.body, 'token', 'audit_ids', 0),
      );
    },
  },
  {
    name: 'tokens: from one project to another, and to none',
    run: async (world) => {
      const dev = await requestTokenFor(world, userPassword(world, 'alice'), inProject(world.accounts.projects.dev));
      const ops = expectStatus(
        await requestTokenFor(world, byToken(subjectOf(dev)), inProject(world.accounts.projects.ops)),
        201,
      );
      assert.equal(valueAt(ops.body, 'token', 'project', 'name'), world.accounts.projects.ops);
      const none = expectStatus(await requestTokenFor(world, byToken(subjectOf(ops)), 'unscoped'), 201);
      assert.equal(valueAt(none.body, 'token', 'project'), undefined);
    },
  },
  {
    name: 'tokens: no rescope to a project without a role',
    run: async (world) => {
      expectFault(
        await requestTokenFor(world, byToken(world.token('alice')), inProject(world.accounts.projects.qa)),
        401,
        authenticationRequired,
      );
    },
  },
  {
    name: 'tokens: rescoping garbage is a 404',
    run: async (world) => {
      const reply = await requestTokenFor(world, byToken('garbage'), inProject(world.accounts.projects.dev));
      expectFault(reply, 404, /^Could not recognize Fernet token$/);
      expectFault(
        await requestTokenFor(world, byToken(''), inProject(world.accounts.projects.dev)),
        404,
        /^No token in the request$/,
      );
    },
  },
];

async function own(world: CaseContext, token: string, method: string, query = ''): Promise<Reply> {
  return world.identity({ token }, method, `/auth/tokens${query}`, { headers: { 'X-Subject-Token': token } });
}

const lookingAndEnding: readonly ConformanceCase[] = [
  {
    name: 'tokens: one may look at one’s own, with the catalog or without',
    run: async (world) => {
      const token = world.token('alice');
      const whole = expectStatus(await own(world, token, 'GET'), 200);
      assert.equal(valueAt(whole.body, 'token', 'user', 'name'), world.accounts.users.alice.name);
      assert.ok(valueAt(whole.body, 'token', 'catalog'));
      expectHeaders(whole, { 'x-subject-token': token });
      assert.equal(valueAt((await own(world, token, 'GET', '?nocatalog')).body, 'token', 'catalog'), undefined);
      assert.equal(expectStatus(await own(world, token, 'HEAD'), 200).bytes.length, 0);
    },
  },
  {
    name: 'tokens: nobody but an administrator looks at somebody else’s',
    run: async (world) => {
      const headers = { 'X-Subject-Token': world.token('dave') };
      const refusal = await world.identity('alice', 'GET', '/auth/tokens', { headers });
      expectFault(refusal, 403, /^You are not authorized to perform the requested action: identity:validate_token\.$/);
      expectStatus(await world.identity('admin', 'GET', '/auth/tokens', { headers }), 200);
    },
  },
  {
    name: 'tokens: a subject that is none is a 404, no subject a 403',
    run: async (world) => {
      const headers = { 'X-Subject-Token': 'garbage' };
      const garbage = await world.identity('alice', 'GET', '/auth/tokens', { headers });
      expectFault(garbage, 404, /^Could not recognize Fernet token$/);
      expectFault(await world.identity('alice', 'GET', '/auth/tokens'), 403, /identity:validate_token\.$/);
      expectFault(await world.identity('admin', 'GET', '/auth/tokens'), 404, /^No token in the request$/);
    },
  },
  {
    name: 'tokens: revoking ends this one, neither parent nor child',
    run: async (world) => {
      const parent = subjectOf(await requestTokenFor(world, userPassword(world, 'alice')));
      const token = subjectOf(await requestTokenFor(world, byToken(parent), inProject(world.accounts.projects.dev)));
      const child = subjectOf(await requestTokenFor(world, byToken(token), inProject(world.accounts.projects.ops)));
      expectStatus(await own(world, token, 'DELETE'), 204);
      // A thread of Keystone's that has just seen the token lets it in once more, to find nothing to end.
      assert.match(String((await own(world, token, 'DELETE')).status), /^40[14]$/);
      expectFault(
        await requestTokenFor(world, byToken(token), inProject(world.accounts.projects.dev)),
        404,
        /^Failed to validate token$/,
      );
      for (const alive of [parent, child]) {
        expectStatus(await world.identity({ token: alive }, 'GET', '/auth/projects'), 200);
      }
    },
  },
  {
    name: 'tokens: one cannot revoke somebody else’s',
    run: async (world) => {
      const headers = { 'X-Subject-Token': world.token('dave') };
      expectFault(
        await world.identity('alice', 'DELETE', '/auth/tokens', { headers }),
        403,
        /identity:revoke_token\.$/,
      );
      expectStatus(await world.identity('dave', 'GET', '/auth/projects'), 200);
    },
  },
  {
    name: 'tokens: a bad one is a 401 at every door of Keystone',
    run: async (world) => {
      for (const who of ['nobody', { token: 'garbage' }] as const) {
        const reply = await world.identity(who, 'GET', '/auth/projects');
        expectFault(reply, 401, authenticationRequired);
      }
    },
  },
];

/** Tokens by password and by token, looking at them and ending them. */
export const tokenCases: readonly ConformanceCase[] = [...lettingIn, ...rescoping, ...lookingAndEnding];
