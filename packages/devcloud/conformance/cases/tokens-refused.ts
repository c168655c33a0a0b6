import { authenticationRequired, domain, inProject, requestTokenFor, userPassword } from '../auth-requests.ts';
import type { CaseContext } from '../case-context.ts';
import { expectFault, expectFields, expectHeaders, valueAt } from '../expect.ts';
import type { ConformanceCase } from '../run-case.ts';
import type { Reply } from '../send-request.ts';
import { passwordIdentity } from '../target.ts';

const refusals: readonly [what: string, request: (context: CaseContext) => Promise<Reply>][] = [
  ['a wrong password', (context) => requestTokenFor(context, passwordIdentity('alice', 'wrong'), inProject('dev'))],
  ['no password', (context) => requestTokenFor(context, passwordIdentity('alice', ''))],
  ['an unknown user', (context) => requestTokenFor(context, passwordIdentity('nobody-here', 'x'))],
  ['an unknown project', (context) => requestTokenFor(context, userPassword(context, 'alice'), inProject('nowhere'))],
  [
    'a project without a role',
    (context) => requestTokenFor(context, userPassword(context, 'alice'), inProject(context.accounts.projects.qa)),
  ],
  [
    'a domain without a role',
    (context) => requestTokenFor(context, userPassword(context, 'admin'), { domain: { id: 'default' } }),
  ],
];

const refused: readonly ConformanceCase[] = [
  ...refusals.map(
    ([what, request]): ConformanceCase => ({
      name: `tokens: ${what} is a 401 with the common message`,
      run: async (context) => {
        const reply = expectFault(await request(context), 401, authenticationRequired);
        expectHeaders(reply, { 'www-authenticate': /^Keystone uri="http/, 'x-subject-token': null });
        expectFields(valueAt(reply.body, 'error'), { code: 401, title: 'Unauthorized' });
      },
    }),
  ),
  {
    name: 'tokens: an unknown method is a 401 with a message of its own',
    run: async (context) => {
      const reply = await requestTokenFor(context, { methods: ['pigeon'], pigeon: {} });
      expectFault(reply, 401, /^Attempted to authenticate with an unsupported method\.$/);
    },
  },
];

const expecting = (what: string) =>
  new RegExp(`^Expecting to find ${what}\\. The server could not comply with the request`);
const oneScope = expecting('system, project, domain, OS-TRUST:trust or unscoped in scope');
const password = (user: unknown) => ({ methods: ['password'], password: { user } });

/** Malformed bodies and the start of Keystone's message, which is the same in both releases. */
const malformed: readonly [what: string, auth: unknown, message: RegExp][] = [
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
  ['an empty scope', { identity: passwordIdentity('alice', 'x'), scope: {} }, oneScope],
  [
    'two scopes',
    { identity: passwordIdentity('alice', 'x'), scope: { ...inProject('dev'), system: { all: true } } },
    oneScope,
  ],
  ['a scope as a word', { identity: passwordIdentity('alice', 'x'), scope: 'nonsense' }, oneScope],
  [
    'scope null',
    { identity: passwordIdentity('alice', 'x'), scope: null },
    /^Invalid input for field 'scope': None is not/,
  ],
  [
    'a project without a domain',
    { identity: passwordIdentity('alice', 'x'), scope: { project: { name: 'dev' } } },
    expecting('domain in project'),
  ],
];

const unreadable: readonly [what: string, body: string, type: string | null, message: RegExp][] = [
  ['an empty object', '{}', 'application/json', expecting('auth in request body')],
  ['no body', '', 'application/json', expecting('auth in request body')],
  ['no JSON', 'nonsense', 'application/json', expecting('valid JSON in request body')],
  ['a list', '[]', 'application/json', expecting('valid JSON in request body')],
  ['plain text', '{"auth":{}}', 'text/plain', expecting('application/json in Content-Type header')],
];

const bad: readonly ConformanceCase[] = [
  ...malformed.map(
    ([what, auth, message]): ConformanceCase => ({
      name: `tokens: ${what} is a 400`,
      run: async (context) => {
        const reply = await context.identity('nobody', 'POST', '/auth/tokens', { json: { auth } });
        expectFields(valueAt(expectFault(reply, 400, message).body, 'error'), { code: 400, title: 'Bad Request' });
      },
    }),
  ),
  ...unreadable.map(
    ([what, body, type, message]): ConformanceCase => ({
      name: `tokens: ${what} is a 400`,
      run: async (context) => {
        const headers = type === null ? {} : { 'Content-Type': type };
        expectFault(await context.identity('nobody', 'POST', '/auth/tokens', { body, headers }), 400, message);
      },
    }),
  ),
];

/** Token requests that Keystone refuses, with its messages. */
export const tokenRefusedCases: readonly ConformanceCase[] = [...refused, ...bad];
