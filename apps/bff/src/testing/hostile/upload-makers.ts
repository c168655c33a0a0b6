import {
  encodeRequest,
  type Header,
  type HostileTarget,
  imageId,
  pageHeaders,
  plainRequest,
  type RequestMaker,
} from './request-maker.ts';

const encodeBase64 = (text: string) => Buffer.from(text).toString('base64');
const wrongCounts = [
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
const wrongMetadata = [
  '',
  'imageId',
  'imageId ',
  'imageId !!!!',
  `imageId ${encodeBase64('../../v3/users')}`,
  `imageId ${encodeBase64(`${imageId}/../..`)}`,
  `imageId ${encodeBase64(`${imageId}\r\nX-Auth-Token: x`)}`,
  `imageId ${encodeBase64(`${imageId}?a=b`)}`,
  `imageId ${encodeBase64(imageId)},via ${encodeBase64('locations')}`,
  `imageId ${encodeBase64(imageId)},via ${encodeBase64('../file')}`,
  `imageId ${encodeBase64(imageId)},store ${encodeBase64('a\r\nX-Roles: admin')}`,
  `imageId ${encodeBase64(imageId)},store ${encodeBase64('a/b')}`,
  `__proto__ ${encodeBase64('x')},constructor ${encodeBase64('y')}`,
  ','.repeat(5000),
  `imageId ${'A'.repeat(8000)}`,
  `imageId ${encodeBase64(imageId)},imageId ${encodeBase64('x')}`,
];
const unknownIds = [
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
const tusVersion: Header = ['Tus-Resumable', '1.0.0'];

const sliceHeaders = (offset: string): readonly Header[] => [
  tusVersion,
  ['Content-Type', 'application/offset+octet-stream'],
  ['Upload-Offset', offset],
];
const adminHeaders = (target: HostileTarget) => pageHeaders(target, target.users.admin);
const methods = ['HEAD', 'PATCH', 'DELETE'] as const;

/** Requests with wrong tus headers, and to the uploads of other users. */
export const uploadMakers: Readonly<Record<string, RequestMaker>> = {
  'wrong length': (target, random) =>
    plainRequest('POST', '/api/uploads', [
      ...adminHeaders(target),
      tusVersion,
      ['Upload-Length', random.pick(wrongCounts)],
      ['Upload-Metadata', `imageId ${encodeBase64(imageId)}`],
    ]),
  'wrong metadata': (target, random) =>
    plainRequest('POST', '/api/uploads', [
      ...adminHeaders(target),
      tusVersion,
      ['Upload-Length', '10'],
      ['Upload-Metadata', random.pick(wrongMetadata)],
    ]),
  'another tus version': (target, random) =>
    plainRequest(random.pick(['POST', ...methods]), `/api/uploads${random.pick(['', `/${target.adminUpload}`])}`, [
      ...adminHeaders(target),
      ['Tus-Resumable', random.pick(['0.2.2', '', '1', '1.0.0, 1.0.0', '2.0.0'])],
      ['Upload-Length', '10'],
    ]),
  'unknown upload': (target, random) =>
    plainRequest(random.pick(methods), `/api/uploads/${random.pick(unknownIds)}`, [
      ...adminHeaders(target),
      ...sliceHeaders('0'),
    ]),
  "another user's upload": (target, random) => {
    const { alice, bob, carol, nobody } = target.users;
    const headers = [...pageHeaders(target, random.pick([alice, bob, carol, nobody])), ...sliceHeaders('0')];
    return plainRequest(random.pick(methods), `/api/uploads/${target.adminUpload}`, headers);
  },
  'method override': (target, random) => {
    const overridden = random.pick(['DELETE', 'PATCH', 'HEAD', 'PUT', 'delete', '__proto__', 'toString']);
    const override: Header = ['X-HTTP-Method-Override', overridden];
    const url = `/api/uploads/${target.adminUpload}`;
    const [method, headers] = random.pick([
      ['GET', adminHeaders(target)],
      ['POST', pageHeaders(target, target.users.bob)],
    ] as const);
    return plainRequest(method, url, [...headers, ...sliceHeaders('0'), override]);
  },
  'wrong offset': (target, random) =>
    plainRequest(
      'PATCH',
      `/api/uploads/${target.adminUpload}`,
      [...adminHeaders(target), ...sliceHeaders(random.pick(wrongCounts.filter((count) => count !== '0')))],
      'abc',
    ),
  'slice of another type': (target, random) =>
    plainRequest(
      'PATCH',
      `/api/uploads/${target.adminUpload}`,
      [
        ...adminHeaders(target),
        tusVersion,
        ['Content-Type', random.pick(['text/plain', '', 'application/json', 'multipart/form-data'])],
        ['Upload-Offset', '0'],
      ],
      'abc',
    ),
  'slice beyond the end': (target, random) =>
    plainRequest(
      'PATCH',
      `/api/uploads/${target.adminUpload}`,
      [...adminHeaders(target), ...sliceHeaders('0')],
      'z'.repeat(11 + random.below(5000)),
    ),
  'slice without a length': (target) => {
    const headers: readonly Header[] = [
      ...adminHeaders(target),
      ...sliceHeaders('0'),
      ['Transfer-Encoding', 'chunked'],
    ];
    return {
      bytes: encodeRequest(`PATCH /api/uploads/${target.adminUpload} HTTP/1.1`, headers, '3\r\nabc\r\n0\r\n\r\n'),
    };
  },
};
