import type { Random } from '../random.ts';
import type { RawRequest } from '../raw-request.ts';

/** Somebody who asks; `null` where nobody is signed in. */
export interface TestUser {
  readonly cookie: string | null;
  readonly csrf: string | null;
}

/** Who and what the hostile requests can play with. */
export interface HostileTarget {
  /** `host:port` of the console. */
  readonly host: string;
  readonly users: Readonly<Record<'admin' | 'alice' | 'bob' | 'carol' | 'nobody', TestUser>>;
  /** An open upload of the administrator. */
  readonly foreignUpload: string;
}

/** One way to make a request that the console must refuse by itself. */
export type RequestMaker = (stage: HostileTarget, random: Random) => RawRequest;

export type Header = readonly [name: string, value: string];

export const imageId = '11111111-2222-4333-8444-555555555555';

/** Every kind of address of the image and the volume API that the console knows. */
export const readPaths = [
  '/api/image/v2/images',
  `/api/image/v2/images/${imageId}`,
  `/api/image/v2/images/${imageId}/tasks`,
  `/api/image/v2/images/${imageId}/members`,
  `/api/image/v2/images/${imageId}/members/p-dev`,
  '/api/image/v2/stores/available',
  '/api/image/v2/info/import',
  '/api/image/v2/info/stores/detail',
  '/api/image/v2/info/usage',
  '/api/image/v2/tasks',
  '/api/image/v2/schemas/image',
  '/api/image/v2/metadefs/namespaces',
  '/api/image/v2/metadefs/resource_types',
  '/api/volume/v3/volumes',
  '/api/volume/v3/volumes/detail',
  `/api/volume/v3/volumes/${imageId}`,
  '/api/volume/v3/types',
  '/api/volume/v3/limits',
] as const;

/** What only a cloud administrator may do under policy `ecf`. */
export const administratorRequests: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/image/v2/images'],
  ['PATCH', `/api/image/v2/images/${imageId}`],
  ['DELETE', `/api/image/v2/images/${imageId}`],
  ['GET', `/api/image/v2/images/${imageId}/file`],
  ['PUT', `/api/image/v2/images/${imageId}/file`],
  ['PUT', `/api/image/v2/images/${imageId}/stage`],
  ['POST', `/api/image/v2/images/${imageId}/import`],
  ['PUT', `/api/image/v2/images/${imageId}/tags/x`],
  ['DELETE', `/api/image/v2/images/${imageId}/tags/x`],
  ['POST', `/api/image/v2/images/${imageId}/members`],
  ['DELETE', `/api/image/v2/images/${imageId}/members/p-dev`],
  ['POST', `/api/image/v2/images/${imageId}/actions/deactivate`],
  ['POST', `/api/image/v2/images/${imageId}/actions/reactivate`],
  ['DELETE', `/api/image/v2/stores/fast/${imageId}`],
  ['POST', '/api/volume/v3/volumes'],
];

/** What a page of the console would send along. */
export function pageHeaders({ host }: HostileTarget, { cookie, csrf }: TestUser): Header[] {
  const session: Header[] = cookie === null ? [] : [['Cookie', cookie]];
  const token: Header[] = csrf === null ? [] : [['X-CSRF-Token', csrf]];
  return [['Host', host], ['Origin', `http://${host}`], ...session, ...token];
}

/** The request as bytes; nothing is checked, escaped or added but the end of the head. */
export function encodeRequest(line: string, headers: readonly Header[], body: Buffer | string = ''): Buffer {
  const head = [line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\nConnection: close\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}

/** A well-formed request, with the length of its body where it has one. */
export function plainRequest(
  method: string,
  target: string,
  headers: readonly Header[],
  body?: Buffer | string,
): RawRequest {
  const length: Header[] = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  return { bytes: encodeRequest(`${method} ${target} HTTP/1.1`, [...headers, ...length], body) };
}
