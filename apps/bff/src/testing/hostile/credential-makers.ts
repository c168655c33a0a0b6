import type { Random } from '../random.ts';
import {
  administratorRequests,
  type Header,
  type HostileTarget,
  pageHeaders,
  plainRequest,
  type RequestMaker,
  readPaths,
  type TestUser,
} from './request-maker.ts';

const ownWrites: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/uploads'],
  ['DELETE', '/api/session'],
  ['PUT', '/api/session/scope'],
];

function pickRequest(random: Random): readonly [method: string, path: string] {
  return random.pick([...administratorRequests, ...readPaths.map((path) => ['GET', path] as const), ...ownWrites]);
}

const isWrite = ([method]: readonly [string, string]) => method !== 'GET';
const writes = [...administratorRequests, ...ownWrites].filter(isWrite);

/** Makes a cookie that the BFF has not issued. */
function forgedCookie(target: HostileTarget, random: Random): string {
  const validCookie = target.users.admin.cookie ?? '';
  const [name = ''] = validCookie.split('=');
  return random.pick([
    `${name}=`,
    `${name}=s%3Aadmin.admin`,
    `${name}=${'x'.repeat(random.below(8000))}`,
    `${name}=s%3A__proto__.x`,
    `${name}=s%3A..%2F..%2Fetc%2Fpasswd.x`,
    `${name}=%00`,
    `${name}=%`,
    `${name}=%ff%fe`,
    `${name}=s%3A' OR 1=1 --.x`,
    `${validCookie.slice(0, -4)}AAAA`,
    validCookie.replace('s%3A', 's%3Ax'),
    validCookie.replace('s%3A', ''),
    `__Host-${validCookie}`,
    validCookie.toUpperCase(),
    `connect.sid=${validCookie.split('=')[1]}`,
    '; ; =; ,,,',
  ]);
}

/** Makes a write of the administrator with changed headers; `null` removes a header. */
function withChangedHeaders(target: HostileTarget, random: Random, change: Readonly<Record<string, string | null>>) {
  const [method, path] = random.pick(writes);
  const unchanged = pageHeaders(target, target.users.admin).filter(([name]) => !(name in change));
  const changed = Object.entries(change).filter((entry): entry is [string, string] => entry[1] !== null);
  return plainRequest(method, path, [...unchanged, ...changed], '{}');
}

function pickUser(target: HostileTarget, random: Random): TestUser {
  return random.pick([target.users.alice, target.users.bob, target.users.carol]);
}

/** Requests without a session, with a forged one, from another site, or without permission. */
export const credentialMakers: Readonly<Record<string, RequestMaker>> = {
  'no session': (target, random) => plainRequest(...pickRequest(random), pageHeaders(target, target.users.nobody)),
  'forged cookie': (target, random) => {
    const [method, path] = pickRequest(random);
    const rest = pageHeaders(target, target.users.admin).filter(([name]) => name !== 'Cookie');
    return plainRequest(method, path, [...rest, ['Cookie', forgedCookie(target, random)]]);
  },
  'wrong token': (target, random) => {
    const token = target.users.admin.csrf ?? '';
    const aliceToken = target.users.alice.csrf ?? '';
    const wrong = ['', 'x', token.slice(1), `${token}x`, token.toLowerCase(), `${token}, ${token}`, aliceToken, null];
    return withChangedHeaders(target, random, { 'X-CSRF-Token': random.pick(wrong) });
  },
  'foreign origin': (target, random) => {
    const [host = ''] = target.host.split(':');
    const origins = [
      'https://evil.example',
      'null',
      '',
      'http://',
      `http://${host}`,
      `http://${target.host}.evil.example`,
      `http://evil@${host}:1`,
      'file://',
      target.host,
      null,
    ];
    return withChangedHeaders(target, random, { Origin: random.pick(origins) });
  },
  'foreign site': (target, random) =>
    withChangedHeaders(target, random, {
      'Sec-Fetch-Site': random.pick(['cross-site', 'same-site', '', 'same-origin, x', 'SAME-ORIGIN']),
    }),
  'without permission': (target, random) => {
    const [method, path] = random.pick(administratorRequests);
    const json: Header = ['Content-Type', 'application/json'];
    return plainRequest(
      method,
      path,
      [...pageHeaders(target, pickUser(target, random)), json],
      method === 'GET' ? undefined : '{}',
    );
  },
  'without permission, with forged identity headers': (target, random) => {
    const identityHeaders: readonly Header[] = [
      ['X-Auth-Token', 'admin/p-admin'],
      ['X-Roles', 'admin'],
      ['X-Identity-Status', 'Confirmed'],
      ['X-HTTP-Method-Override', 'GET'],
      ['X-Original-URL', '/api/image/v2/images'],
      ['X-Rewrite-URL', '/api/config'],
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Project-Id', 'p-admin'],
    ];
    const [method, path] = random.pick(administratorRequests);
    const query = random.pick(['', '?_method=GET', '?project_id=p-admin', '?filename=a%0d%0ab', '?a=1&a=2']);
    return plainRequest(method, path + query, [
      ...pageHeaders(target, pickUser(target, random)),
      random.pick(identityHeaders),
    ]);
  },
  'without a project': (target, random) =>
    plainRequest('GET', random.pick(readPaths), pageHeaders(target, target.users.carol)),
};
