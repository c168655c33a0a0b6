import {
  administratorRequests,
  encodeRequest,
  type Header,
  pageHeaders,
  plainRequest,
  type RequestMaker,
  readPaths,
} from './request-maker.ts';

const smuggledRequest = 'GET /v2/images HTTP/1.1\r\nHost: x\r\nX-Auth-Token: x\r\n\r\n';

/** Headers with two lengths of one body, or with an unreadable one. */
const framings: readonly (readonly Header[])[] = [
  [
    ['Content-Length', '5'],
    ['Transfer-Encoding', 'chunked'],
  ],
  [
    ['Transfer-Encoding', 'chunked'],
    ['Content-Length', '0'],
  ],
  [
    ['Content-Length', '0'],
    ['Content-Length', '60'],
  ],
  [['Content-Length', '5, 6']],
  [['Content-Length', '-1']],
  [['Content-Length', '+5']],
  [['Content-Length', '0x5']],
  [['Content-Length', '5 5']],
  [['Content-Length', '1e3']],
  [['Content-Length', '99999999999999999999999999']],
  [['Content-Length', 'NaN']],
  [['Transfer-Encoding', 'xchunked']],
  [['Transfer-Encoding', 'chunked, identity']],
  [['Transfer-Encoding', 'identity']],
  [['Transfer-Encoding', 'chunked\x0b']],
  [
    ['Transfer-Encoding', 'identity'],
    ['Transfer-Encoding', 'chunked, x'],
  ],
];
const brokenHeads: readonly string[] = [
  'GET /api/image/v2/images HTTP/1.1\r\nHost : x\r\n\r\n',
  'GET /api/image/v2/images HTTP/1.1\r\nno colon\r\n\r\n',
  'GET /api/image/v2/images HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n',
  'GET /api/image/v2/images HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n',
  'GET /api/image/v2/images HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n',
  'GET /api/image/v2/images HTTP/1.1\nHost: x\nConnection: close\n\n',
  'GET /api/image/v2/images HTTP/9.9\r\nHost: x\r\n\r\n',
  'GET /api/image/v2/images\r\n\r\n',
  'GET  /api/image/v2/images  HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /api/image/v2/im ages HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /api/image/v2/images HTTP/1.1\r\nConnection: close\r\n\r\n',
  'GET /api/image/v2/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  '\x00\x00\x00\x00',
  'HELO console\r\n\r\n',
];
const badChunks = [
  'zz\r\nabc\r\n0\r\n\r\n',
  '-1\r\n',
  'ffffffffffffffffff\r\n',
  '5;\x00\r\nhello\r\n',
  '5\r\nhelloX\r\n0\r\n\r\n',
  `3\r\nabc\r\n0\r\nA:b\x00\r\n\r\n`,
];

export const framingMakers: Readonly<Record<string, RequestMaker>> = {
  'two framings': (target, random) => {
    const [method, path] = random.pick(administratorRequests);
    const headers = [...pageHeaders(target, target.users.admin), ...random.pick(framings)];
    return { bytes: encodeRequest(`${method} ${path} HTTP/1.1`, headers, `0\r\n\r\n${smuggledRequest}`) };
  },
  'body of a GET': (target, random) => {
    const headers = pageHeaders(target, target.users.admin);
    const path = random.pick(readPaths);
    if (random.below(2) === 0) return plainRequest('GET', path, headers, smuggledRequest);
    const chunk = `${smuggledRequest.length.toString(16)}\r\n${smuggledRequest}\r\n0\r\n\r\n`;
    const chunked: Header = ['Transfer-Encoding', random.pick(['chunked', 'Chunked', 'gzip, chunked'])];
    return { bytes: encodeRequest(`GET ${path} HTTP/1.1`, [...headers, chunked], chunk) };
  },
  'broken head': (_stage, random) => ({ bytes: Buffer.from(random.pick(brokenHeads), 'latin1'), leaves: true }),
  'broken chunks': (target, random) => {
    const headers = pageHeaders(target, target.users.admin);
    const json: Header = ['Content-Type', 'application/json'];
    const bytes = encodeRequest(
      `POST ${random.pick(['/api/session', '/api/image/v2/images', '/api/volume/v3/volumes'])} HTTP/1.1`,
      [...headers, json, ['Transfer-Encoding', 'chunked']],
      Buffer.from(random.pick(badChunks), 'latin1'),
    );
    return { bytes, leaves: true };
  },
  'incomplete body': (target, random) => {
    const [line, person] = random.pick([
      ['POST /api/image/v2/images HTTP/1.1', target.users.admin],
      ['POST /api/session HTTP/1.1', target.users.nobody],
      ['PATCH /api/uploads/x HTTP/1.1', target.users.admin],
    ] as const);
    const headers: Header[] = [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(10 + random.below(10_000))],
    ];
    return { bytes: encodeRequest(line, [...pageHeaders(target, person), ...headers], '{"name":'), leaves: true };
  },
  'flood of headers': (target, random) => {
    const flood = Array.from({ length: 1200 + random.below(2000) }, (): Header => ['a', '']);
    const body: Header = ['Content-Length', String(smuggledRequest.length)];
    const headers = [...pageHeaders(target, target.users.admin), ...flood, body];
    return {
      bytes: encodeRequest(`${random.pick(['GET', 'DELETE'])} ${readPaths[1]} HTTP/1.1`, headers, smuggledRequest),
    };
  },
  'huge header': (target, random) => {
    const name = random.pick(['Cookie', 'X-Y', 'Authorization', 'Range', 'x'.repeat(9000)]);
    const headers: Header[] = [...pageHeaders(target, target.users.admin), [name, 'v'.repeat(20_000)]];
    return plainRequest('GET', random.pick(readPaths), headers);
  },
  'line break in a header': (target, random) => {
    const name = random.pick(['Content-Type', 'OpenStack-API-Version', 'X-Openstack-Request-Id', 'X-Image-Meta-Store']);
    const value = random.pick(['a\rX-Auth-Token: x', 'a\x00b', 'a\x01', 'a\x7f', '\x0bX-Roles: admin']);
    const [method, path] = random.pick(administratorRequests);
    return plainRequest(method, path, [...pageHeaders(target, target.users.admin), [name, value]], '');
  },
};
