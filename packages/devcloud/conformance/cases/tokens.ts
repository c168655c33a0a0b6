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
    run: async (context) => {
      const reply = expectStatus(
        await requestTokenFor(context, userPassword(context, 'alice'), inProject(context.accounts.projects.dev)),
        201,
      );
      expectHeaders(reply, { 'x-subject-token': /^gAAAA[\w=-]{100,}$/, vary: 'X-Auth-Token' });
      expectHeaders(reply, { 'x-openstack-request-id': /^req-/ });
      const token = valueAt(reply.body, 'token');
      expectFields(token, { methods: ['password'], is_domain: false });
      expectFields(valueAt(token, 'project'), {
        name: context.accounts.projects.dev,
        domain: { id: 'default', name: 'Default' },
      });
      expectFields(valueAt(token, 'user'), { name: context.accounts.users.alice.name, password_expires_at: null });
      assert.deepEqual(roleNames(reply), ['member', 'reader']);
      const kinds = expectList(valueAt(token, 'catalog')).map((service) => textAt(service, 'type'));
      for (const kind of ['identity', 'image', 'volumev3']) assert.ok(kinds.includes(kind), kind);
    },
  },
  {
    name: 'tokens: an administrator has every role',
    run: async (context) => {
      const reply = expectStatus(
        await requestTokenFor(context, userPassword(context, 'admin'), inProject(context.accounts.projects.admin)),
        201,
      );
      // From 2024.2 on Keystone has the role manager between admin and member.
      const held = { zed: ['admin', 'member', 'reader'], '2025.1': ['admin', 'manager', 'member', 'reader'] };
      assert.deepEqual(roleNames(reply), held[context.release]);
    },
  },
  {
    name: 'tokens: a project can be named by its id',
    run: async (context) => {
      const scope = { project: { id: context.projectId('alice') } };
      const reply = expectStatus(await requestTokenFor(context, userPassword(context, 'alice'), scope), 201);
      assert.equal(valueAt(reply.body, 'token', 'project', 'name'), context.accounts.projects.dev);
    },
  },
  ...[undefined, 'unscoped', { unscoped: {} }].map(
    (scope): ConformanceCase => ({
      name: `tokens: the scope ${JSON.stringify(scope) ?? 'absent'} gives neither project nor roles nor catalog`,
      run: async (context) => {
        const reply = expectStatus(await requestTokenFor(context, userPassword(context, 'carol'), scope), 201);
        const keys = Object.keys(valueAt(reply.body, 'token') ?? {}).toSorted();
        assert.deepEqual(keys, ['audit_ids', 'expires_at', 'issued_at', 'methods', 'user']);
      },
    }),
  ),
  {
    name: 'tokens: only its administrator gets a system-scoped token',
    run: async (context) => {
      const scope = { system: { all: true } };
      const reply = expectStatus(await requestTokenFor(context, userPassword(context, 'admin'), scope), 201);
      assert.deepEqual(valueAt(reply.body, 'token', 'system'), { all: true });
      expectFault(await requestTokenFor(context, userPassword(context, 'alice'), scope), 401, authenticationRequired);
    },
  },
  {
    name: 'tokens: ?nocatalog omits the catalog',
    run: async (context) => {
      const json = {
        auth: { identity: userPassword(context, 'alice'), scope: inProject(context.accounts.projects.dev) },
      };
      const reply = expectStatus(await context.identity('nobody', 'POST', '/auth/tokens?nocatalog', { json }), 201);
      assert.equal(valueAt(reply.body, 'token', 'catalog'), undefined);
    },
  },
];

const rescoping: readonly ConformanceCase[] = [
  {
    name: 'tokens: a rescoped token expires with its parent',
    run: async (context) => {
      const parent = await requestTokenFor(context, userPassword(context, 'alice'));
      const child = expectStatus(
        await requestTokenFor(context, byToken(subjectOf(parent)), inProject(context.accounts.projects.ops)),
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
    name: 'tokens: a token can be rescoped to another project and to none',
    run: async (context) => {
      const dev = await requestTokenFor(
        context,
        userPassword(context, 'alice'),
        inProject(context.accounts.projects.dev),
      );
      const ops = expectStatus(
        await requestTokenFor(context, byToken(subjectOf(dev)), inProject(context.accounts.projects.ops)),
        201,
      );
      assert.equal(valueAt(ops.body, 'token', 'project', 'name'), context.accounts.projects.ops);
      const none = expectStatus(await requestTokenFor(context, byToken(subjectOf(ops)), 'unscoped'), 201);
      assert.equal(valueAt(none.body, 'token', 'project'), undefined);
    },
  },
  {
    name: 'tokens: a rescope to a project without a role is refused',
    run: async (context) => {
      expectFault(
        await requestTokenFor(context, byToken(context.token('alice')), inProject(context.accounts.projects.qa)),
        401,
        authenticationRequired,
      );
    },
  },
  {
    name: 'tokens: a rescope of a malformed token is a 404',
    run: async (context) => {
      const reply = await requestTokenFor(context, byToken('garbage'), inProject(context.accounts.projects.dev));
      expectFault(reply, 404, /^Could not recognize Fernet token$/);
      expectFault(
        await requestTokenFor(context, byToken(''), inProject(context.accounts.projects.dev)),
        404,
        /^No token in the request$/,
      );
    },
  },
];

async function own(context: CaseContext, token: string, method: string, query = ''): Promise<Reply> {
  return context.identity({ token }, method, `/auth/tokens${query}`, { headers: { 'X-Subject-Token': token } });
}

const lookingAndEnding: readonly ConformanceCase[] = [
  {
    name: 'tokens: a user can validate their own token, with or without the catalog',
    run: async (context) => {
      const token = context.token('alice');
      const whole = expectStatus(await own(context, token, 'GET'), 200);
      assert.equal(valueAt(whole.body, 'token', 'user', 'name'), context.accounts.users.alice.name);
      assert.ok(valueAt(whole.body, 'token', 'catalog'));
      expectHeaders(whole, { 'x-subject-token': token });
      assert.equal(valueAt((await own(context, token, 'GET', '?nocatalog')).body, 'token', 'catalog'), undefined);
      assert.equal(expectStatus(await own(context, token, 'HEAD'), 200).bytes.length, 0);
    },
  },
  {
    name: 'tokens: only an administrator can validate the token of another user',
    run: async (context) => {
      const headers = { 'X-Subject-Token': context.token('dave') };
      const refusal = await context.identity('alice', 'GET', '/auth/tokens', { headers });
      expectFault(refusal, 403, /^You are not authorized to perform the requested action: identity:validate_token\.$/);
      expectStatus(await context.identity('admin', 'GET', '/auth/tokens', { headers }), 200);
    },
  },
  {
    name: 'tokens: an invalid subject token is a 404, and a missing one a 403',
    run: async (context) => {
      const headers = { 'X-Subject-Token': 'garbage' };
      const garbage = await context.identity('alice', 'GET', '/auth/tokens', { headers });
      expectFault(garbage, 404, /^Could not recognize Fernet token$/);
      expectFault(await context.identity('alice', 'GET', '/auth/tokens'), 403, /identity:validate_token\.$/);
      expectFault(await context.identity('admin', 'GET', '/auth/tokens'), 404, /^No token in the request$/);
    },
  },
  {
    name: 'tokens: revocation ends one token, neither its parent nor its child',
    run: async (context) => {
      const parent = subjectOf(await requestTokenFor(context, userPassword(context, 'alice')));
      const token = subjectOf(
        await requestTokenFor(context, byToken(parent), inProject(context.accounts.projects.dev)),
      );
      const child = subjectOf(await requestTokenFor(context, byToken(token), inProject(context.accounts.projects.ops)));
      expectStatus(await own(context, token, 'DELETE'), 204);
      // A Keystone thread that has just cached the token accepts it once more and then finds nothing to revoke (404).
      assert.match(String((await own(context, token, 'DELETE')).status), /^40[14]$/);
      expectFault(
        await requestTokenFor(context, byToken(token), inProject(context.accounts.projects.dev)),
        404,
        /^Failed to validate token$/,
      );
      for (const alive of [parent, child]) {
        expectStatus(await context.identity({ token: alive }, 'GET', '/auth/projects'), 200);
      }
    },
  },
  {
    name: 'tokens: a user cannot revoke the token of another user',
    run: async (context) => {
      const headers = { 'X-Subject-Token': context.token('dave') };
      expectFault(
        await context.identity('alice', 'DELETE', '/auth/tokens', { headers }),
        403,
        /identity:revoke_token\.$/,
      );
      expectStatus(await context.identity('dave', 'GET', '/auth/projects'), 200);
    },
  },
  {
    name: 'tokens: an invalid token is a 401 on every route of Keystone',
    run: async (context) => {
      for (const who of ['nobody', { token: 'garbage' }] as const) {
        const reply = await context.identity(who, 'GET', '/auth/projects');
        expectFault(reply, 401, authenticationRequired);
      }
    },
  },
];

/** Tokens: by password, by rescoping, validation, revocation. */
export const tokenCases: readonly ConformanceCase[] = [...lettingIn, ...rescoping, ...lookingAndEnding];
