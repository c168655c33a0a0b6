import { randomUUID } from 'node:crypto';
import { isObject } from '../kernel/json.ts';
import { sendEmpty } from '../kernel/send-response.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type GlanceRequest, IMPORT_METHODS, requireImage, STORES } from './glance.ts';
import { badRequest, conflict, crashed } from './glance-fault.ts';
import { requireObject } from './require-json.ts';
import { type ImportJob, runImport } from './run-import.ts';
import { LOCK, type StoredImage } from './stored-image.ts';

type Method = (typeof IMPORT_METHODS)[number];

/** A parsed import request that is valid in itself. */
interface ImportRequest {
  readonly method: Method;
  readonly uri: unknown;
  readonly stores: { readonly kind: 'all' } | { readonly kind: 'these'; readonly ids: readonly string[] };
  readonly allMustSucceed: boolean;
}

/** POST /v2/images/{id}/import. Answers 202; the task shows the progress. */
export async function startImport(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  const body = await requireObject(call);
  const wanted = readRequest(body, call.req.headers['x-image-meta-store']);
  glance.limits.enforce('image_size_total', caller.projectId);

  const image = requireImage(request, id);
  refuseWrongState(image, wanted.method);
  enforcePolicyOn(wanted.method === 'copy-image' ? 'copy_image' : 'modify_image', caller, image);
  if (LOCK in image.properties) throw conflict('Image has active task');
  const stores = chooseStores(image, wanted);
  const source = wanted.method === 'web-download' ? webSource(request, wanted.uri) : localSource(wanted.method);
  if (stores.length > 0) {
    const task = takeOn(request, image, { image_id: id, import_req: body, backend: stores });
    const { allMustSucceed } = wanted;
    const job: ImportJob = {
      imageId: id,
      taskId: task,
      source,
      stores,
      allMustSucceed,
      course: call.importCourse,
      rule: call.formatRule,
    };
    glance.inBackground(runImport(glance, job));
  }
  sendEmpty(call, 202);
}

function readRequest(body: Readonly<Record<string, unknown>>, headerStore: unknown): ImportRequest {
  const { method } = body;
  if (!('method' in body)) throw badRequest("Import request requires a 'method' field.");
  if (!isObject(method)) throw crashed();
  if (!('name' in method)) throw badRequest("Import request requires a 'name' field.");
  const name = IMPORT_METHODS.find((one) => one === method.name);
  if (!name) throw badRequest(`Unknown import method name '${String(method.name)}'.`);
  const allMustSucceed = readFlag(body, 'all_stores_must_succeed', true);
  const allStores = readFlag(body, 'all_stores', false);
  return { method: name, uri: method.uri, stores: readStores(body, allStores, headerStore), allMustSucceed };
}

function readFlag(body: Readonly<Record<string, unknown>>, name: string, absent: boolean): boolean {
  const value = body[name] ?? absent;
  if (typeof value !== 'boolean') throw badRequest(`'${name}' must be boolean value only`);
  return value;
}

function readStores(
  body: Readonly<Record<string, unknown>>,
  allStores: boolean,
  headerStore: unknown,
): ImportRequest['stores'] {
  if (allStores) {
    if ('stores' in body || headerStore !== undefined) {
      throw badRequest("All_stores parameter can't be used with x-image-meta-store header or stores parameter");
    }
    return { kind: 'all' };
  }
  if (!('stores' in body)) return { kind: 'these', ids: [String(headerStore ?? STORES[0].id)] };
  if (headerStore !== undefined) {
    throw badRequest("Stores parameter and x-image-meta-store header can't be both specified");
  }
  return { kind: 'these', ids: Array.isArray(body.stores) ? body.stores.map(String) : [String(body.stores)] };
}

function refuseWrongState(image: StoredImage, method: Method): void {
  if (image.status === 'active' && method !== 'copy-image') {
    throw conflict('Image with status active cannot be target for import');
  }
  if (image.status !== 'active' && method === 'copy-image') {
    throw conflict('Only images with status active can be targeted for copying');
  }
  if (image.status !== 'queued' && method === 'web-download') {
    throw conflict("Image needs to be in 'queued' state to use 'web-download' method");
  }
  if (image.status !== 'uploading' && method === 'glance-direct') {
    throw conflict("Image needs to be staged before 'glance-direct' method can be used");
  }
  if (image.containerFormat === null) throw conflict("'container_format' needs to be set before import");
  if (image.diskFormat === null) throw conflict("'disk_format' needs to be set before import");
}

/** Throws 409 for an unknown store and 400 for a copy to a store that has the data already. */
function chooseStores(image: StoredImage, { method, stores }: ImportRequest): readonly string[] {
  const has = (id: string): boolean => method === 'copy-image' && image.stores.includes(id);
  if (stores.kind === 'all') return STORES.map(({ id }) => id).filter((id) => !has(id));
  for (const id of stores.ids) {
    if (!STORES.some((store) => store.id === id)) throw conflict(`Store for identifier ${id} not found`);
    if (has(id)) throw badRequest(`Image is already present at store '${id}'`);
  }
  return stores.ids;
}

function webSource({ glance }: GlanceRequest, uri: unknown): ImportJob['source'] {
  const spelled = typeof uri === 'string' ? uri : 'None';
  const url = URL.parse(spelled);
  if (!url || !glance.mayFetch(url)) throw badRequest(`URI for web-download does not pass filtering: ${spelled}`);
  return { kind: 'web', url, spelled };
}

function localSource(method: Method): ImportJob['source'] {
  return method === 'copy-image' ? { kind: 'copy' } : { kind: 'staged' };
}

/** Locks the image for the new task and returns the task's id. */
function takeOn({ glance, call, caller }: GlanceRequest, image: StoredImage, input: Record<string, unknown>): string {
  const id = randomUUID();
  const at = glance.now();
  glance.images.change(image.id, (now) => ({ ...now, properties: { ...now.properties, [LOCK]: id } }));
  glance.tasks.insert({
    id,
    imageId: image.id,
    status: 'pending',
    owner: caller.projectId,
    userId: caller.userId,
    requestId: call.requestId,
    message: '',
    input,
    result: null,
    isRunning: true,
    createdAt: at,
    updatedAt: at,
    expiresAt: null,
  });
  return id;
}
