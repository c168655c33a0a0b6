import type { WireTask } from '@console/openstack-api';
import { type Failure, ignoreBody, RequestError } from '../../shared/http/index.ts';
import { type ImageApi, imagePath } from '../images/image-api.ts';
import { latestImportTask } from './import-progress.ts';

/** Glance's interoperable import; `body` names the method and its input. @throws RequestError */
export function importImage(
  api: Pick<ImageApi, 'http'>,
  id: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  return api.http.send({
    method: 'POST',
    path: `${imagePath(id)}/import`,
    body,
    parse: ignoreBody,
  });
}

/** A file that the cloud fetches by itself. */
export interface ImportSource {
  /** May hold a password: never shown, never stored. */
  readonly address: string;
  /** Empty = the cloud's default store. */
  readonly stores: readonly string[];
}

/** One store's failure must not undo the others, and with `true` Glance 25.1 leaves a failed image importing for ever. */
function bodyFor(method: Readonly<Record<string, string>>, stores: readonly string[]) {
  return { method, ...(stores.length === 0 ? {} : { stores }), all_stores_must_succeed: false };
}

/** Asks the cloud to fetch the data of a queued image. @throws RequestError, 400 where the address is barred */
export async function startWebImport(
  api: Pick<ImageApi, 'http'>,
  id: string,
  { address, stores }: ImportSource,
): Promise<void> {
  try {
    await importImage(api, id, bodyFor({ name: 'web-download', uri: percentEncoded(address) }, stores));
  } catch (error) {
    throw error instanceof RequestError ? new RequestError(withoutPassword(error.failure), { cause: error }) : error;
  }
}

/** Glance fetches with Python's urlopen, which takes ASCII without blanks only: `/镜像.iso` as typed would fail without a word. */
function percentEncoded(address: string): string {
  return URL.parse(address)?.href ?? address;
}

/** The cloud repeats an address that it refuses, and what it says is shown. */
function withoutPassword(failure: Failure): Failure {
  return failure.kind === 'cloud' ? { ...failure, body: failure.body.replaceAll(/:\/\/[^/@\s]*@/g, '://') } : failure;
}

/** Asks the cloud to take in the data that was staged for an image. @throws RequestError */
export function startStagedImport(api: Pick<ImageApi, 'http'>, id: string, stores: readonly string[]): Promise<void> {
  return importImage(api, id, bodyFor({ name: 'glance-direct' }, stores));
}

/** What the last import was asked to fetch, as its task remembers; `null` where it fetched nothing or does not tell. */
export function importSourceOf(tasks: readonly WireTask[]): ImportSource | null {
  const request = lastRequest(tasks);
  const method = part(request, 'method');
  const address = part(method, 'uri');
  if (part(method, 'name') !== 'web-download' || typeof address !== 'string') return null;
  const stores = part(request, 'stores');
  return { address, stores: Array.isArray(stores) ? stores.filter((store) => typeof store === 'string') : [] };
}

/** Whether the last import took in what a browser had sent: only that browser can send it again. */
export function wasStaged(tasks: readonly WireTask[]): boolean {
  return part(part(lastRequest(tasks), 'method'), 'name') === 'glance-direct';
}

function lastRequest(tasks: readonly WireTask[]): unknown {
  return part(part(latestImportTask(tasks), 'input'), 'import_req');
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
