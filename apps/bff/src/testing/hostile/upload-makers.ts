import {
  encodeRequest,
  type Header,
  type HostileTarget,
  imageId,
  pageHeaders,
  plainRequest,
  type RequestMaker,
} from './request-maker.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const counts = [
  '-1',
  '+1',
  '1e9',
  '0x10',
  'NaN',
  'Infinity',
  '',
  ' ',
  '1.5',
  '99999999999999999999',
  '9007199254740992',
  '0',
  '1, 2',
  '١٢',
  'null',
];
const metadata = [
  '',
  'imageId',
  'imageId ',
  'imageId !!!!',
  `imageId ${base64('../../v3/users')}`,
  `imageId ${base64(`${imageId}/../..`)}`,
  `imageId ${base64(`${imageId}\r\nX-Auth-Token: x`)}`,
  `imageId ${base64(`${imageId}?a=b`)}`,
  `imageId ${base64(imageId)},via ${base64('locations')}`,
  `imageId ${base64(imageId)},via ${base64('../file')}`,
  `imageId ${base64(imageId)},store ${base64('a\r\nX-Roles: admin')}`,
  `imageId ${base64(imageId)},store ${base64('a/b')}`,
  `__proto__ ${base64('x')},constructor ${base64('y')}`,
  ','.repeat(5000),
  `imageId ${'A'.repeat(8000)}`,
  `imageId ${base64(imageId)},imageId ${base64('x')}`,
];
const strangeIds = [
  'x',
  '..',
  '%2e%2e',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  'y'.repeat(2000),
  '%00',
  '%',
  'a%2fb',
  '',
];
const tus: Header = ['Tus-Resumable', '1.0.0'];

const slice = (offset: string): readonly Header[] => [
  tus,
  ['Content-Type', 'application/offset+octet-stream'],
  ['Upload-Offset', offset],
];
const admin = (stage: HostileTarget) => pageHeaders(stage, stage.users.admin);
const methods = ['HEAD', 'PATCH', 'DELETE'] as const;

/** Nonsense in the words of the protocol, and other people's uploads. */
export const uploadMakers: Readonly<Record<string, RequestMaker>> = {
  'nonsense length': (stage, random) =>
    plainRequest('POST', '/api/uploads', [
      ...admin(stage),
      tus,
      ['Upload-Length', random.pick(counts)],
      ['Upload-Metadata', `imageId ${base64(imageId)}`],
    ]),
  'nonsense metadata': (stage, random) =>
    plainRequest('POST', '/api/uploads', [
      ...admin(stage),
      tus,
      ['Upload-Length', '10'],
      ['Upload-Metadata', random.pick(metadata)],
    ]),
  'another protocol': (stage, random) =>
    plainRequest(random.pick(['POST', ...methods]), `/api/uploads${random.pick(['', `/${stage.foreignUpload}`])}`, [
      ...admin(stage),
      ['Tus-Resumable', random.pick(['0.2.2', '', '1', '1.0.0, 1.0.0', '2.0.0'])],
      ['Upload-Length', '10'],
    ]),
  'unknown upload': (stage, random) =>
    plainRequest(random.pick(methods), `/api/uploads/${random.pick(strangeIds)}`, [...admin(stage), ...slice('0')]),
  "another's upload": (stage, random) => {
    const { alice, bob, carol, nobody } = stage.users;
    const headers = [...pageHeaders(stage, random.pick([alice, bob, carol, nobody])), ...slice('0')];
    return plainRequest(random.pick(methods), `/api/uploads/${stage.foreignUpload}`, headers);
  },
  'another method in a header': (stage, random) => {
    const named = random.pick(['DELETE', 'PATCH', 'HEAD', 'PUT', 'delete', '__proto__', 'toString']);
    const override: Header = ['X-HTTP-Method-Override', named];
    const url = `/api/uploads/${stage.foreignUpload}`;
    const [method, headers] = random.pick([
      ['GET', admin(stage)],
      ['POST', pageHeaders(stage, stage.users.bob)],
    ] as const);
    return plainRequest(method, url, [...headers, ...slice('0'), override]);
  },
  'nonsense offset': (stage, random) =>
    plainRequest(
      'PATCH',
      `/api/uploads/${stage.foreignUpload}`,
      [...admin(stage), ...slice(random.pick(counts.filter((one) => one !== '0')))],
      'abc',
    ),
  'slice of another kind': (stage, random) =>
    plainRequest(
      'PATCH',
      `/api/uploads/${stage.foreignUpload}`,
      [
        ...admin(stage),
        tus,
        ['Content-Type', random.pick(['text/plain', '', 'application/json', 'multipart/form-data'])],
        ['Upload-Offset', '0'],
      ],
      'abc',
    ),
  'slice beyond the end': (stage, random) =>
    plainRequest(
      'PATCH',
      `/api/uploads/${stage.foreignUpload}`,
      [...admin(stage), ...slice('0')],
      'z'.repeat(11 + random.below(5000)),
    ),
  'slice without a length': (stage) => {
    const headers: readonly Header[] = [...admin(stage), ...slice('0'), ['Transfer-Encoding', 'chunked']];
    return {
      bytes: encodeRequest(`PATCH /api/uploads/${stage.foreignUpload} HTTP/1.1`, headers, '3\r\nabc\r\n0\r\n\r\n'),
    };
  },
};
