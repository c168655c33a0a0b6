import type { Random } from '../random.ts';
import { administratorRequests, pageHeaders, plainRequest, type RequestMaker, readPaths } from './request-maker.ts';

/** Steps no plain client sends. */
const tricks = [
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
const mounts = [
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
const elsewhere = [
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

function anAddress(random: Random): readonly [method: string, path: string] {
  return random.pick([...administratorRequests, ...readPaths.map((path) => ['GET', path] as const)]);
}

/** One step of a good path becomes a bad one, or a bad one is put in. */
function twisted(random: Random): readonly [method: string, path: string] {
  const [method, path] = anAddress(random);
  const steps = path.split('/').slice(3);
  steps.splice(
    random.below(steps.length),
    random.below(2),
    random.pick(tricks),
    ...(random.below(2) ? ['images'] : []),
  );
  return [method, `${path.split('/').slice(0, 3).join('/')}/${steps.join('/')}`];
}

/** All by an administrator in full possession of session and token: only the address is wrong. */
export const pathMakers: Readonly<Record<string, RequestMaker>> = {
  'twisted path': (stage, random) => plainRequest(...twisted(random), pageHeaders(stage, stage.users.admin)),
  'twisted mount': (stage, random) => {
    const [method, path] = anAddress(random);
    const target = path.replace(/^\/api\/\w+/, random.pick(mounts));
    return plainRequest(method, target, pageHeaders(stage, stage.users.admin));
  },
  'slash at the end': (stage, random) => {
    const [method, path] = anAddress(random);
    return plainRequest(
      method,
      `${path}${random.pick(['/', '//', '/.', '%2f', '/?', '/#x'])}`,
      pageHeaders(stage, stage.users.admin),
    );
  },
  'other case': (stage, random) => {
    const [method, path] = anAddress(random);
    const target = random.pick([path.toUpperCase(), path.replace('/v', '/V'), path.replace('/api', '/Api')]);
    return plainRequest(method, target, pageHeaders(stage, stage.users.admin));
  },
  'absolute target': (stage, random) => {
    const [method, path] = anAddress(random);
    const start = random.pick(['http://127.0.0.1', `http://${stage.host}`, 'https://evil.example', 'http://a@b', 'x:']);
    return plainRequest(method, `${start}${path}`, pageHeaders(stage, stage.users.admin));
  },
  'no such address': (stage, random) =>
    plainRequest(random.pick(methods), random.pick(elsewhere), pageHeaders(stage, stage.users.admin)),
  'very long': (stage, random) => {
    const long = 'y'.repeat(1100 + random.below(20_000));
    const target = random.pick([
      `${random.pick(readPaths)}/${long}`,
      `/api/image/v2/${long}`,
      `/api/image/v2/images/${long}?q=1`,
    ]);
    return plainRequest('GET', target, pageHeaders(stage, stage.users.admin));
  },
  'other method': (stage, random) => {
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
    return plainRequest(method, random.pick(readPaths), pageHeaders(stage, stage.users.admin));
  },
  'method of another address': (stage, random) => {
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
    return plainRequest(method, path, pageHeaders(stage, stage.users.admin));
  },
};
