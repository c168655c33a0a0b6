import assert from 'node:assert/strict';
import { at, expectFault, expectFields, expectHeaders, expectStatus, items, textAt } from '../expect.ts';
import { askedToSignIn, byUser, enter, inProject } from '../signing-in.ts';
import type { Case } from '../suite.ts';
import type { Reply } from '../wire.ts';
import type { World } from '../world.ts';

const byToken = (id: string) => ({ methods: ['token'], token: { id } });

const subjectOf = (reply: Reply): string => String(reply.headers['x-subject-token']);
const expiry = (reply: Reply) => at(reply.body, 'token', 'expires_at');
const roleNames = (reply: Reply) =>
  items(at(reply.body, 'token', 'roles'))
    .map((role) => textAt(role, 'name'))
    .toSorted();

const lettingIn: readonly Case[] = [
  {
    name: 'tokens: password and project give a token with roles and catalog',
    run: async (world) => {
      const reply = expectStatus(
        await enter(world, byUser(world, 'alice'), inProject(world.accounts.projects.dev)),
        201,
      );
      expectHeaders(reply, { 'x-subject-token': /^gAAAA[\w=-]{100,}$/, vary: 'X-Auth-Token' });
      expectHeaders(reply, { 'x-openstack-request-id': /^req-/ });
      const token = at(reply.body, 'token');
      expectFields(token, { methods: ['password'], is_domain: false });
      expectFields(at(token, 'project'), {
        name: world.accounts.projects.dev,
        domain: { id: 'default', name: 'Default' },
      });
      expectFields(at(token, 'user'), { name: world.accounts.users.alice.name, password_expires_at: null });
      assert.deepEqual(roleNames(reply), ['member', 'reader']);
      const kinds = items(at(token, 'catalog')).map((service) => textAt(service, 'type'));
      for (const kind of ['identity', 'image', 'volumev3']) assert.ok(kinds.includes(kind), kind);
    },
  },
  {
    name: 'tokens: an administrator holds every role',
    run: async (world) => {
      const reply = expectStatus(
        await enter(world, byUser(world, 'admin'), inProject(world.accounts.projects.admin)),
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
      const reply = expectStatus(await enter(world, byUser(world, 'alice'), scope), 201);
      assert.equal(at(reply.body, 'token', 'project', 'name'), world.accounts.projects.dev);
    },
  },
  ...[undefined, 'unscoped', { unscoped: {} }].map(
    (scope): Case => ({
      name: `tokens: scope ${JSON.stringify(scope) ?? 'left out'} gives neither project nor roles nor catalog`,
      run: async (world) => {
        const reply = expectStatus(await enter(world, byUser(world, 'carol'), scope), 201);
        const keys = Object.keys(at(reply.body, 'token') ?? {}).toSorted();
        assert.deepEqual(keys, ['audit_ids', 'expires_at', 'issued_at', 'methods', 'user']);
      },
    }),
  ),
  {
    name: 'tokens: the system lets its administrator in, and nobody else',
    run: async (world) => {
      const scope = { system: { all: true } };
      const reply = expectStatus(await enter(world, byUser(world, 'admin'), scope), 201);
      assert.deepEqual(at(reply.body, 'token', 'system'), { all: true });
      expectFault(await enter(world, byUser(world, 'alice'), scope), 401, askedToSignIn);
    },
  },
  {
    name: 'tokens: ?nocatalog leaves the catalog out',
    run: async (world) => {
      const json = { auth: { identity: byUser(world, 'alice'), scope: inProject(world.accounts.projects.dev) } };
      const reply = expectStatus(await world.identity('nobody', 'POST', '/auth/tokens?nocatalog', { json }), 201);
      assert.equal(at(reply.body, 'token', 'catalog'), undefined);
    },
  },
];

const rescoping: readonly Case[] = [
  {
    name: 'tokens: a rescoped one expires with its parent',
    run: async (world) => {
      const parent = await enter(world, byUser(world, 'alice'));
      const child = expectStatus(
        await enter(world, byToken(subjectOf(parent)), inProject(world.accounts.projects.ops)),
        201,
      );
      assert.equal(expiry(child), expiry(parent));
      assert.deepEqual(items(at(child.body, 'token', 'methods')).toSorted(), ['password', 'token']);
      assert.equal(items(at(child.body, 'token', 'audit_ids')).at(-1), at(parent.body, 'token', 'audit_ids', 0));
    },
  },
  {
    name: 'tokens: from one project to another, and to none',
    run: async (world) => {
      const dev = await enter(world, byUser(world, 'alice'), inProject(world.accounts.projects.dev));
      const ops = expectStatus(
        await enter(world, byToken(subjectOf(dev)), inProject(world.accounts.projects.ops)),
        201,
      );
      assert.equal(at(ops.body, 'token', 'project', 'name'), world.accounts.projects.ops);
      const none = expectStatus(await enter(world, byToken(subjectOf(ops)), 'unscoped'), 201);
      assert.equal(at(none.body, 'token', 'project'), undefined);
    },
  },
  {
    name: 'tokens: no rescope to a project without a role',
    run: async (world) => {
      expectFault(
        await enter(world, byToken(world.token('alice')), inProject(world.accounts.projects.qa)),
        401,
        askedToSignIn,
      );
    },
  },
  {
    name: 'tokens: rescoping garbage is a 404',
    run: async (world) => {
      const reply = await enter(world, byToken('garbage'), inProject(world.accounts.projects.dev));
      expectFault(reply, 404, /^Could not recognize Fernet token$/);
      expectFault(
        await enter(world, byToken(''), inProject(world.accounts.projects.dev)),
        404,
        /^No token in the request$/,
      );
    },
  },
];

async function own(world: World, token: string, method: string, query = ''): Promise<Reply> {
  return world.identity({ token }, method, `/auth/tokens${query}`, { headers: { 'X-Subject-Token': token } });
}

const lookingAndEnding: readonly Case[] = [
  {
    name: 'tokens: one may look at one’s own, with the catalog or without',
    run: async (world) => {
      const token = world.token('alice');
      const whole = expectStatus(await own(world, token, 'GET'), 200);
      assert.equal(at(whole.body, 'token', 'user', 'name'), world.accounts.users.alice.name);
      assert.ok(at(whole.body, 'token', 'catalog'));
      expectHeaders(whole, { 'x-subject-token': token });
      assert.equal(at((await own(world, token, 'GET', '?nocatalog')).body, 'token', 'catalog'), undefined);
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
      const parent = subjectOf(await enter(world, byUser(world, 'alice')));
      const token = subjectOf(await enter(world, byToken(parent), inProject(world.accounts.projects.dev)));
      const child = subjectOf(await enter(world, byToken(token), inProject(world.accounts.projects.ops)));
      expectStatus(await own(world, token, 'DELETE'), 204);
      // A thread of Keystone's that has just seen the token lets it in once more, to find nothing to end.
      assert.match(String((await own(world, token, 'DELETE')).status), /^40[14]$/);
      expectFault(
        await enter(world, byToken(token), inProject(world.accounts.projects.dev)),
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
        expectFault(reply, 401, askedToSignIn);
      }
    },
  },
];

/** Tokens by password and by token, looking at them and ending them. */
export const tokenCases: readonly Case[] = [...lettingIn, ...rescoping, ...lookingAndEnding];
