import type { Random } from '../random.ts';
import type { RawRequest } from '../raw-request.ts';

/** A user's session; both are `null` without one. */
export interface TestUser {
  readonly cookie: string | null;
  readonly csrf: string | null;
}

/** The console and the data that the hostile requests use. */
export interface HostileTarget {
  /** `host:port` of the console. */
  readonly host: string;
  readonly users: Readonly<Record<'admin' | 'alice' | 'bob' | 'carol' | 'nobody', TestUser>>;
  /** Id of an open upload of `admin`. */
  readonly adminUpload: string;
}

/** Makes a random request of one kind, which the BFF must refuse without the cloud. */
export type RequestMaker = (target: HostileTarget, random: Random) => RawRequest;

export type Header = readonly [name: string, value: string];

export const imageId = '11111111-2222-4333-8444-555555555555';

/** Paths of all kinds of GET routes. */
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

/** Requests that policy `ecf` allows to cloud administrators only. */
export const administratorRequests: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/image/v2/images'],
  ['PATCH', `/api/image/v2/images/${imageId}`],
  ['DELETE', `/api/image/v2/images/${imageId}`],
  ['GET', `/api/image/v2/images/${imageId}/file`],
  ['PUT', `/api/image/v2/images/${imageId}/file`],
  ['PUT', `/api/image/v2/images/${imageId}/target`],
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

/** Headers of a request from the console's own page. */
export function pageHeaders({ host }: HostileTarget, { cookie, csrf }: TestUser): Header[] {
  const session: Header[] = cookie === null ? [] : [['Cookie', cookie]];
  const token: Header[] = csrf === null ? [] : [['X-CSRF-Token', csrf]];
  return [['Host', host], ['Origin', `http://${host}`], ...session, ...token];
}

/** Encodes a request without any check or escape; it adds only `Connection: close`. */
export function encodeRequest(requestLine: string, headers: readonly Header[], body: Buffer | string = ''): Buffer {
  const head = [requestLine, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\nConnection: close\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}

/** Makes a well-formed request, with the Content-Length of its body. */
export function plainRequest(
  method: string,
  target: string,
  headers: readonly Header[],
  body?: Buffer | string,
): RawRequest {
  const length: Header[] = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]];
  return { bytes: encodeRequest(`${method} ${target} HTTP/1.1`, [...headers, ...length], body) };
}
