import { at, expectFault, expectFields, expectHeaders } from '../expect.ts';
import { askedToSignIn, byUser, domain, enter, inProject } from '../signing-in.ts';
import type { Case } from '../suite.ts';
import { byPassword } from '../target.ts';
import type { Reply } from '../wire.ts';
import type { World } from '../world.ts';

const refusals: readonly [what: string, ask: (world: World) => Promise<Reply>][] = [
  ['a wrong password', (world) => enter(world, byPassword('alice', 'wrong'), inProject('dev'))],
  ['no password', (world) => enter(world, byPassword('alice', ''))],
  ['an unknown user', (world) => enter(world, byPassword('nobody-here', 'x'))],
  ['an unknown project', (world) => enter(world, byUser(world, 'alice'), inProject('nowhere'))],
  ['a project without a role', (world) => enter(world, byUser(world, 'alice'), inProject(world.accounts.projects.qa))],
  ['a domain without a role', (world) => enter(world, byUser(world, 'admin'), { domain: { id: 'default' } })],
];

const refused: readonly Case[] = [
  ...refusals.map(
    ([what, ask]): Case => ({
      name: `tokens: ${what} is a 401 in the one wording`,
      run: async (world) => {
        const reply = expectFault(await ask(world), 401, askedToSignIn);
        expectHeaders(reply, { 'www-authenticate': /^Keystone uri="http/, 'x-subject-token': null });
        expectFields(at(reply.body, 'error'), { code: 401, title: 'Unauthorized' });
      },
    }),
  ),
  {
    name: 'tokens: a method that nobody knows is a 401 of its own',
    run: async (world) => {
      const reply = await enter(world, { methods: ['pigeon'], pigeon: {} });
      expectFault(reply, 401, /^Attempted to authenticate with an unsupported method\.$/);
    },
  },
];

const expecting = (what: string) =>
  new RegExp(`^Expecting to find ${what}\\. The server could not comply with the request`);
const oneScope = expecting('system, project, domain, OS-TRUST:trust or unscoped in scope');
const password = (user: unknown) => ({ methods: ['password'], password: { user } });

/** Bodies that Keystone does not read on, and how it says so; the words begin alike on both releases. */
const malformed: readonly [what: string, auth: unknown, words: RegExp][] = [
  ['no identity', {}, /^'identity' is a required property/],
  ['identity null', { identity: null }, /^Invalid input for field 'identity': None is not of type 'object'/],
  ['no methods', { identity: {} }, /^Invalid input for field 'identity': 'methods' is a required property/],
  [
    'methods as text',
    { identity: { methods: 'password' } },
    /^Invalid input for field 'identity\/methods': 'password'/,
  ],
  ['a method without its part', { identity: { methods: ['password'] } }, expecting('password in identity')],
  ['no user', { identity: { methods: ['password'], password: {} } }, expecting('user in None')],
  ['a user without a name', { identity: password({ password: 'x' }) }, /identity\/password\/user: id or name must be/],
  ['a user without a domain', { identity: password({ name: 'alice', password: 'x' }) }, expecting('domain in user')],
  [
    'a name as number',
    { identity: password({ name: 5, domain, password: 'x' }) },
    /^Invalid input for field 'identity\/password\/user\/name': 5 is not of type 'string'/,
  ],
  [
    'a token without id',
    { identity: { methods: ['token'], token: {} } },
    /'identity\/token': 'id' is a required property/,
  ],
  ['an empty scope', { identity: byPassword('alice', 'x'), scope: {} }, oneScope],
  [
    'two scopes',
    { identity: byPassword('alice', 'x'), scope: { ...inProject('dev'), system: { all: true } } },
    oneScope,
  ],
  ['a scope as a word', { identity: byPassword('alice', 'x'), scope: 'nonsense' }, oneScope],
  ['scope null', { identity: byPassword('alice', 'x'), scope: null }, /^Invalid input for field 'scope': None is not/],
  [
    'a project without a domain',
    { identity: byPassword('alice', 'x'), scope: { project: { name: 'dev' } } },
    expecting('domain in project'),
  ],
];

const unreadable: readonly [what: string, body: string, type: string | null, words: RegExp][] = [
  ['an empty object', '{}', 'application/json', expecting('auth in request body')],
  ['no body', '', 'application/json', expecting('auth in request body')],
  ['no JSON', 'nonsense', 'application/json', expecting('valid JSON in request body')],
  ['a list', '[]', 'application/json', expecting('valid JSON in request body')],
  ['plain text', '{"auth":{}}', 'text/plain', expecting('application/json in Content-Type header')],
];

const bad: readonly Case[] = [
  ...malformed.map(
    ([what, auth, words]): Case => ({
      name: `tokens: ${what} is a 400`,
      run: async (world) => {
        const reply = await world.identity('nobody', 'POST', '/auth/tokens', { json: { auth } });
        expectFields(at(expectFault(reply, 400, words).body, 'error'), { code: 400, title: 'Bad Request' });
      },
    }),
  ),
  ...unreadable.map(
    ([what, body, type, words]): Case => ({
      name: `tokens: ${what} is a 400`,
      run: async (world) => {
        const headers = type === null ? {} : { 'Content-Type': type };
        expectFault(await world.identity('nobody', 'POST', '/auth/tokens', { body, headers }), 400, words);
      },
    }),
  ),
];

/** Everything that Keystone gives no token for, in its words. */
export const tokenRefusedCases: readonly Case[] = [...refused, ...bad];
