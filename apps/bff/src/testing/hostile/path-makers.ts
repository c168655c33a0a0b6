import type { Random } from '../random.ts';
import { administratorRequests, pageHeaders, plainRequest, type RequestMaker, readPaths } from './request-maker.ts';

/** Path segments that no plain client sends. */
const hostileSegments = [
  '..',
  '.',
  '',
  '%2e%2e',
  '.%2E',
  '%252e%252e',
  '..%2f..',
  '..%5c..',
  '..%00',
  '..;',
  '%c0%ae%c0%ae',
  '%e0%80%ae',
  '%uff0e',
  '%',
  '%zz',
  '%0d%0aX-Auth-Token:%20x',
  '%0a',
  '%09',
  'a%2Fb',
  'a%252Fb',
  'a;b=c',
  'a%3Bb',
  'a%3Fb',
  'a%23b',
  '%ed%a0%80',
  '\\..\\',
  'x'.repeat(1100),
  '%41'.repeat(1100),
];
const hostileMounts = [
  '/API/image',
  '/api/IMAGE',
  '/Api/volume',
  '/api//image',
  '//api/image',
  '/./api/image',
  '/api/./image',
  '/api/x/../image',
  '/api/%69mage',
  '/%61pi/image',
  '/api/image%2f',
  '/api/image;',
  '/api/image/v1/..',
  '/api/identity',
  '/api/image/http:/127.0.0.1',
];
const unknownPaths = [
  '/api/image',
  '/api/image/',
  '/api/image/v1/images',
  '/api/image/v2',
  '/api/image/v3/images',
  '/api/image/v2/cache',
  '/api/image/v2/cache/images',
  '/api/image/v2/queued_images',
  '/api/image/v2/images/a/locations',
  '/api/image/v2/images/a/b/c/d/e',
  '/api/image/v2/metadefs/namespaces/x/objects/y',
  '/api/volume/v3/p-dev/volumes',
  '/api/volume/v3/os-hosts',
  '/api/volume/v3/os-quota-sets/p-dev',
  '/api/volume/v2/volumes',
  '/api/identity/v3/users',
  '/identity/v3/users',
  '/image/v2/images',
  '/v2/images',
  '/api',
  '/api/',
  '/api/..',
  '/api/session/..%2fimage',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/assets/../../../../etc/passwd',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/.env',
  '/constructor',
  '/__proto__',
];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

function pickRoute(random: Random): readonly [method: string, path: string] {
  return random.pick([...administratorRequests, ...readPaths.map((path) => ['GET', path] as const)]);
}

/** Replaces a segment of a known path by a hostile one, or inserts one. */
function withHostileSegment(random: Random): readonly [method: string, path: string] {
  const [method, path] = pickRoute(random);
  const segments = path.split('/').slice(3);
  segments.splice(
    random.below(segments.length),
    random.below(2),
    random.pick(hostileSegments),
    ...(random.below(2) ? ['images'] : []),
  );
  return [method, `${path.split('/').slice(0, 3).join('/')}/${segments.join('/')}`];
}

/** Requests of a signed-in administrator to addresses that the BFF must deny. */
export const pathMakers: Readonly<Record<string, RequestMaker>> = {
  'hostile segment': (target, random) =>
    plainRequest(...withHostileSegment(random), pageHeaders(target, target.users.admin)),
  'hostile mount': (target, random) => {
    const [method, path] = pickRoute(random);
    const requestTarget = path.replace(/^\/api\/\w+/, random.pick(hostileMounts));
    return plainRequest(method, requestTarget, pageHeaders(target, target.users.admin));
  },
  'trailing slash': (target, random) => {
    const [method, path] = pickRoute(random);
    return plainRequest(
      method,
      `${path}${random.pick(['/', '//', '/.', '%2f', '/?', '/#x'])}`,
      pageHeaders(target, target.users.admin),
    );
  },
  'other case': (target, random) => {
    const [method, path] = pickRoute(random);
    const requestTarget = random.pick([path.toUpperCase(), path.replace('/v', '/V'), path.replace('/api', '/Api')]);
    return plainRequest(method, requestTarget, pageHeaders(target, target.users.admin));
  },
  'absolute target': (target, random) => {
    const [method, path] = pickRoute(random);
    const start = random.pick([
      'http://127.0.0.1',
      `http://${target.host}`,
      'https://evil.example',
      'http://a@b',
      'x:',
    ]);
    return plainRequest(method, `${start}${path}`, pageHeaders(target, target.users.admin));
  },
  'unknown path': (target, random) =>
    plainRequest(random.pick(methods), random.pick(unknownPaths), pageHeaders(target, target.users.admin)),
  'very long path': (target, random) => {
    const long = 'y'.repeat(1100 + random.below(20_000));
    const requestTarget = random.pick([
      `${random.pick(readPaths)}/${long}`,
      `/api/image/v2/${long}`,
      `/api/image/v2/images/${long}?q=1`,
    ]);
    return plainRequest('GET', requestTarget, pageHeaders(target, target.users.admin));
  },
  'unknown method': (target, random) => {
    const method = random.pick([
      'HEAD',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'SEARCH',
      'LOCK',
      'M-SEARCH',
      'CONNECT',
      'get',
      'Put',
      'FOO',
      'QUERY',
    ]);
    return plainRequest(method, random.pick(readPaths), pageHeaders(target, target.users.admin));
  },
  'method of another path': (target, random) => {
    const [method, path] = random.pick([
      ['POST', '/api/image/v2/info/import'],
      ['PUT', '/api/image/v2/images'],
      ['DELETE', '/api/image/v2/images'],
      ['PATCH', '/api/image/v2/images'],
      ['POST', `${readPaths[1]}`],
      ['PUT', `${readPaths[1]}`],
      ['POST', `${readPaths[1]}/file`],
      ['PATCH', `${readPaths[1]}/file`],
      ['DELETE', `${readPaths[1]}/file`],
      ['POST', '/api/image/v2/tasks'],
      ['DELETE', '/api/image/v2/tasks/a'],
      ['PUT', '/api/image/v2/metadefs/namespaces/a'],
      ['DELETE', '/api/volume/v3/volumes/a'],
      ['POST', '/api/volume/v3/volumes/a/action'],
    ] as const);
    return plainRequest(method, path, pageHeaders(target, target.users.admin));
  },
};
