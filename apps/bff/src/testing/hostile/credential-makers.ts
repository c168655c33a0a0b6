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

const uploads: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/uploads'],
  ['DELETE', '/api/session'],
  ['PUT', '/api/session/scope'],
];

function anything(random: Random): readonly [method: string, path: string] {
  return random.pick([...administratorRequests, ...readPaths.map((path) => ['GET', path] as const), ...uploads]);
}

const isWrite = ([method]: readonly [string, string]) => method !== 'GET';
const writes = [...administratorRequests, ...uploads].filter(isWrite);

/** Cookies that nobody gave. */
function forgedCookie(stage: HostileTarget, random: Random): string {
  const true_ = stage.users.admin.cookie ?? '';
  const [name = ''] = true_.split('=');
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
    `${true_.slice(0, -4)}AAAA`,
    true_.replace('s%3A', 's%3Ax'),
    true_.replace('s%3A', ''),
    `__Host-${true_}`,
    true_.toUpperCase(),
    `connect.sid=${true_.split('=')[1]}`,
    '; ; =; ,,,',
  ]);
}

/** As the administrator's own page would, but for what `change` replaces or leaves out. */
function altered(stage: HostileTarget, random: Random, change: Readonly<Record<string, string | null>>) {
  const [method, path] = random.pick(writes);
  const unchanged = pageHeaders(stage, stage.users.admin).filter(([name]) => !(name in change));
  const put = Object.entries(change).filter((entry): entry is [string, string] => entry[1] !== null);
  return plainRequest(method, path, [...unchanged, ...put], '{}');
}

function person(stage: HostileTarget, random: Random): TestUser {
  return random.pick([stage.users.alice, stage.users.bob, stage.users.carol]);
}

/** Who asks has no right to: no session, a forged one, another's page, another's rights. */
export const credentialMakers: Readonly<Record<string, RequestMaker>> = {
  'no session': (stage, random) => plainRequest(...anything(random), pageHeaders(stage, stage.users.nobody)),
  'forged cookie': (stage, random) => {
    const [method, path] = anything(random);
    const rest = pageHeaders(stage, stage.users.admin).filter(([name]) => name !== 'Cookie');
    return plainRequest(method, path, [...rest, ['Cookie', forgedCookie(stage, random)]]);
  },
  'wrong token': (stage, random) => {
    const token = stage.users.admin.csrf ?? '';
    const other = stage.users.alice.csrf ?? '';
    const wrong = ['', 'x', token.slice(1), `${token}x`, token.toLowerCase(), `${token}, ${token}`, other, null];
    return altered(stage, random, { 'X-CSRF-Token': random.pick(wrong) });
  },
  'foreign origin': (stage, random) => {
    const [host = ''] = stage.host.split(':');
    const origins = [
      'https://evil.example',
      'null',
      '',
      'http://',
      `http://${host}`,
      `http://${stage.host}.evil.example`,
      `http://evil@${host}:1`,
      'file://',
      stage.host,
      null,
    ];
    return altered(stage, random, { Origin: random.pick(origins) });
  },
  'foreign page': (stage, random) =>
    altered(stage, random, {
      'Sec-Fetch-Site': random.pick(['cross-site', 'same-site', '', 'same-origin, x', 'SAME-ORIGIN']),
    }),
  'out of policy': (stage, random) => {
    const [method, path] = random.pick(administratorRequests);
    const json: Header = ['Content-Type', 'application/json'];
    return plainRequest(
      method,
      path,
      [...pageHeaders(stage, person(stage, random)), json],
      method === 'GET' ? undefined : '{}',
    );
  },
  'out of policy, claiming more': (stage, random) => {
    const claims: readonly Header[] = [
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
    return plainRequest(method, path + query, [...pageHeaders(stage, person(stage, random)), random.pick(claims)]);
  },
  'without a project': (stage, random) =>
    plainRequest('GET', random.pick(readPaths), pageHeaders(stage, stage.users.carol)),
};
