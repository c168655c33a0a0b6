import type { WireTask } from '@console/openstack-api';
import { type Failure, ignoreBody, RequestError } from '../../shared/http/index.ts';
import { type ImageApi, imagePath } from '../images/image-api.ts';
import { latestImportTask } from './import-progress.ts';

type ImportApi = Pick<ImageApi, 'http'>;

/** A file that the cloud downloads by itself (`web-download`). */
export interface ImportSource {
  /** May contain a password, so it is neither shown nor stored. */
  readonly address: string;
  /** Ids of the target stores; empty = the cloud's default store. */
  readonly stores: readonly string[];
}

/**
 * Starts the download of a queued image's data by the cloud.
 * @throws RequestError `cloud` with 400 where Glance does not allow the address
 */
export async function startWebImport(api: ImportApi, id: string, { address, stores }: ImportSource): Promise<void> {
  try {
    await postImport(api, id, { name: 'web-download', uri: toAsciiUrl(address) }, stores);
  } catch (error) {
    throw error instanceof RequestError ? new RequestError(redactPassword(error.failure), { cause: error }) : error;
  }
}

/** Starts the import of the data that was staged for an image (`glance-direct`). @throws RequestError */
export function startStagedImport(api: ImportApi, id: string, stores: readonly string[]): Promise<void> {
  return postImport(api, id, { name: 'glance-direct' }, stores);
}

/**
 * Calls Glance's interoperable image import. A failing store must not undo the others, and with
 * `all_stores_must_succeed: true` Glance 25.1 leaves a failed image in the status `importing` for ever.
 */
function postImport(
  api: ImportApi,
  id: string,
  method: Readonly<Record<string, string>>,
  stores: readonly string[],
): Promise<void> {
  return api.http.send({
    method: 'POST',
    path: `${imagePath(id)}/import`,
    body: { method, stores: stores.length === 0 ? undefined : stores, all_stores_must_succeed: false },
    parse: ignoreBody,
  });
}

/**
 * Percent-encodes a URL. Glance downloads with Python's `urlopen`, which accepts only ASCII without blanks: the import of
 * `/镜像.iso` would fail without a reason.
 */
function toAsciiUrl(address: string): string {
  return URL.parse(address)?.href ?? address;
}

/** Removes the password from the fault, because Glance repeats the refused address there and the fault is shown. */
function redactPassword(failure: Failure): Failure {
  return failure.kind === 'cloud' ? { ...failure, body: failure.body.replaceAll(/:\/\/[^/@\s]*@/g, '://') } : failure;
}

/** Reads the source of the latest import from its task; `null` where it was no download or the task has no input. */
export function importSourceOf(tasks: readonly WireTask[]): ImportSource | null {
  const request = latestImportRequest(tasks);
  const method = readMember(request, 'method');
  const address = readMember(method, 'uri');
  if (readMember(method, 'name') !== 'web-download' || typeof address !== 'string') return null;
  const stores = readMember(request, 'stores');
  return { address, stores: Array.isArray(stores) ? stores.filter((store) => typeof store === 'string') : [] };
}

/** Whether the latest import used staged data, which only the browser that has the file can send again. */
export function wasStaged(tasks: readonly WireTask[]): boolean {
  return readMember(readMember(latestImportRequest(tasks), 'method'), 'name') === 'glance-direct';
}

function latestImportRequest(tasks: readonly WireTask[]): unknown {
  return readMember(readMember(latestImportTask(tasks), 'input'), 'import_req');
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
