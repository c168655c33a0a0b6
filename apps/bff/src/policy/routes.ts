import type { ActionName } from '@console/bff-contract';
import type { ServiceKind } from '../auth/catalog.ts';

/** How the proxy carries a request. */
export type Carriage =
  /** JSON both ways, an answer within a minute. */
  | 'json'
  /** The image's bytes to the browser. */
  | 'download'
  /** The image's bytes to the cloud. */
  | 'upload';

/** One address of the cloud that may be reached through the console. `{x}` stands for one path segment. */
export interface Route {
  readonly service: ServiceKind;
  readonly method: string;
  readonly path: string;
  readonly action: ActionName;
  readonly carriage: Carriage;
}

type Line = readonly [line: `${string} /${string}`, action: ActionName, carriage?: Carriage];

const image: readonly Line[] = [
  ['GET /v2/images', 'image.list'],
  ['POST /v2/images', 'image.create'],
  ['GET /v2/images/{id}', 'image.show'],
  ['PATCH /v2/images/{id}', 'image.modify'],
  ['DELETE /v2/images/{id}', 'image.delete'],
  ['GET /v2/images/{id}/file', 'image.download', 'download'],
  ['PUT /v2/images/{id}/file', 'image.upload', 'upload'],
  ['PUT /v2/images/{id}/stage', 'image.upload', 'upload'],
  ['POST /v2/images/{id}/import', 'image.upload'],
  ['GET /v2/images/{id}/tasks', 'image.show'],
  ['PUT /v2/images/{id}/tags/{tag}', 'image.tag'],
  ['DELETE /v2/images/{id}/tags/{tag}', 'image.tag'],
  ['GET /v2/images/{id}/members', 'image.show'],
  ['POST /v2/images/{id}/members', 'image.share'],
  ['GET /v2/images/{id}/members/{member}', 'image.show'],
  ['PUT /v2/images/{id}/members/{member}', 'image.answerShare'],
  ['DELETE /v2/images/{id}/members/{member}', 'image.share'],
  ['POST /v2/images/{id}/actions/deactivate', 'image.deactivate'],
  ['POST /v2/images/{id}/actions/reactivate', 'image.deactivate'],
  ['DELETE /v2/stores/{store}/{id}', 'image.delete'],
  ['GET /v2/stores/available', 'image.list'],
  ['GET /v2/info/import', 'image.list'],
  ['GET /v2/info/stores', 'image.list'],
  ['GET /v2/info/stores/detail', 'image.list'],
  ['GET /v2/info/usage', 'image.list'],
  ['GET /v2/tasks', 'image.list'],
  ['GET /v2/tasks/{id}', 'image.list'],
  ['GET /v2/schemas/{name}', 'image.list'],
  ['GET /v2/metadefs/namespaces', 'image.list'],
  ['GET /v2/metadefs/namespaces/{name}', 'image.list'],
  ['GET /v2/metadefs/namespaces/{name}/objects', 'image.list'],
  ['GET /v2/metadefs/namespaces/{name}/properties', 'image.list'],
  ['GET /v2/metadefs/resource_types', 'image.list'],
];

const volume: readonly Line[] = [
  ['GET /v3/volumes', 'volume.list'],
  ['GET /v3/volumes/detail', 'volume.list'],
  ['GET /v3/volumes/{id}', 'volume.list'],
  ['POST /v3/volumes', 'volume.create'],
  ['GET /v3/types', 'volume.list'],
  ['GET /v3/types/{id}', 'volume.list'],
  ['GET /v3/os-availability-zone', 'volume.list'],
  ['GET /v3/limits', 'volume.list'],
  ['GET /v3/messages', 'volume.list'],
];

/** Everything else is refused before it reaches the cloud. */
export const routes: readonly Route[] = [...rowsOf('image', image), ...rowsOf('volume', volume)];

function rowsOf(service: ServiceKind, lines: readonly Line[]): Route[] {
  return lines.map(([line, action, carriage = 'json']) => {
    const space = line.indexOf(' ');
    return { service, method: line.slice(0, space), path: line.slice(space + 1), action, carriage };
  });
}
