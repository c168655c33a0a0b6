import type { ActionName } from '@console/bff-contract';
import type { ServiceKind } from '../cloud/catalog-endpoints.ts';

/**
 * One request that may pass to the cloud, with every part of it that passes. The BFF refuses all other requests, query
 * parameters and body keys, and drops all other headers.
 */
export interface Route {
  readonly service: ServiceKind;
  readonly method: string;
  /** `{x}` stands for one path segment. */
  readonly path: string;
  readonly action: ActionName;
  /** Names of query parameters. `any` is for lists, because both services filter them by any property. */
  readonly query: 'any' | readonly string[];
  /** `data` is image data; a list has the keys of a JSON object; `json` is JSON with any keys. */
  readonly body: 'none' | 'data' | 'json' | readonly string[];
  /** Names of request headers, in lower case. */
  readonly headers: readonly string[];
  /** `data` is image data, which may take any time. */
  readonly response: 'json' | 'data';
}

type Passing = Partial<Pick<Route, 'query' | 'body' | 'response'>>;
type Row = readonly [request: `${string} /${string}`, action: ActionName, passing?: Passing];

const any = 'any';
const data = 'data';
/** The only query parameter that the BFF reads itself; it does not reach the cloud. */
export const fileNameParameter = 'filename';
const importKeys = ['method', 'stores', 'all_stores', 'all_stores_must_succeed'];
const volumeKeys = ['volume', 'OS-SCH-HNT:scheduler_hints'];

const image: readonly Row[] = [
  ['GET /v2/images', 'image.list', { query: any }],
  ['POST /v2/images', 'image.create', { body: 'json' }],
  ['GET /v2/images/{id}', 'image.show'],
  ['PATCH /v2/images/{id}', 'image.modify', { body: 'json' }],
  ['DELETE /v2/images/{id}', 'image.delete'],
  ['GET /v2/images/{id}/file', 'image.download', { query: [fileNameParameter], response: data }],
  ['PUT /v2/images/{id}/file', 'image.upload', { body: data }],
  ['PUT /v2/images/{id}/stage', 'image.upload', { body: data }],
  ['POST /v2/images/{id}/import', 'image.upload', { body: importKeys }],
  ['GET /v2/images/{id}/tasks', 'image.show'],
  ['PUT /v2/images/{id}/tags/{tag}', 'image.tag'],
  ['DELETE /v2/images/{id}/tags/{tag}', 'image.tag'],
  ['GET /v2/images/{id}/members', 'image.show'],
  ['POST /v2/images/{id}/members', 'image.share', { body: ['member'] }],
  ['GET /v2/images/{id}/members/{member}', 'image.show'],
  ['PUT /v2/images/{id}/members/{member}', 'image.answerShare', { body: ['status'] }],
  ['DELETE /v2/images/{id}/members/{member}', 'image.share'],
  ['POST /v2/images/{id}/actions/deactivate', 'image.deactivate'],
  ['POST /v2/images/{id}/actions/reactivate', 'image.deactivate'],
  ['DELETE /v2/stores/{store}/{id}', 'image.delete'],
  ['GET /v2/stores/available', 'image.list'],
  ['GET /v2/info/import', 'image.list'],
  ['GET /v2/info/stores', 'image.list'],
  ['GET /v2/info/stores/detail', 'image.list'],
  ['GET /v2/info/usage', 'image.list'],
  ['GET /v2/tasks', 'image.list', { query: any }],
  ['GET /v2/tasks/{id}', 'image.list'],
  ['GET /v2/schemas/{name}', 'image.list'],
  ['GET /v2/metadefs/namespaces', 'image.list', { query: any }],
  ['GET /v2/metadefs/namespaces/{name}', 'image.list', { query: ['resource_type'] }],
  ['GET /v2/metadefs/namespaces/{name}/objects', 'image.list', { query: any }],
  ['GET /v2/metadefs/namespaces/{name}/properties', 'image.list', { query: any }],
  ['GET /v2/metadefs/resource_types', 'image.list'],
];

const volume: readonly Row[] = [
  ['GET /v3/volumes', 'volume.list', { query: any }],
  ['GET /v3/volumes/detail', 'volume.list', { query: any }],
  ['GET /v3/volumes/{id}', 'volume.list'],
  ['POST /v3/volumes', 'volume.create', { body: volumeKeys }],
  ['GET /v3/types', 'volume.list', { query: any }],
  ['GET /v3/types/{id}', 'volume.list'],
  ['GET /v3/os-availability-zone', 'volume.list'],
  ['GET /v3/limits', 'volume.list', { query: ['reserved'] }],
  ['GET /v3/messages', 'volume.list', { query: any }],
];

export const routes: readonly Route[] = [...toRoutes('image', image), ...toRoutes('volume', volume)];

function toRoutes(service: ServiceKind, rows: readonly Row[]): Route[] {
  return rows.map(([request, action, passing = {}]) => {
    const { query = [], body = 'none', response = 'json' }: Passing = passing;
    const space = request.indexOf(' ');
    const [method, path] = [request.slice(0, space), request.slice(space + 1)];
    return { service, method, path, action, query, body, headers: headersFor(body, response), response };
  });
}

function headersFor(body: Route['body'], response: Route['response']): readonly string[] {
  if (response === 'data') return ['range'];
  if (body === 'data') return ['content-type', 'x-image-meta-store'];
  return body === 'none' ? ['openstack-api-version'] : ['content-type', 'openstack-api-version'];
}

export interface RouteMatch {
  readonly route: Route;
  /** Values of the path's `{x}`. */
  readonly params: Readonly<Record<string, string>>;
}

/** Identifiers and names as the cloud makes them. A tag may have other characters too. */
const identifier = /^[\p{L}\p{N}_:.-]{1,255}$/u;

const patterns = routes.map((route) => ({ route, steps: route.path.slice(1).split('/') }));

/** Finds the route of a request; a path without `{x}` wins. `null`: no route, so the request is denied. */
export function matchRoute(service: ServiceKind, method: string, segments: readonly string[]): RouteMatch | null {
  const matches = patterns
    .filter(
      ({ route, steps }) => route.service === service && route.method === method && steps.length === segments.length,
    )
    .map(({ route, steps }) => ({ route, params: paramsOf(steps, segments) }))
    .filter((match): match is RouteMatch => match.params !== null);
  return matches.find((match) => Object.keys(match.params).length === 0) ?? matches[0] ?? null;
}

function paramsOf(steps: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const segment = segments[index] ?? '';
    if (!step.startsWith('{')) {
      if (step !== segment) return null;
      continue;
    }
    const name = step.slice(1, -1);
    if (name !== 'tag' && !identifier.test(segment)) return null;
    params[name] = segment;
  }
  return params;
}
