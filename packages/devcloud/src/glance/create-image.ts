import { randomUUID } from 'node:crypto';
import { sendJson } from '../kernel/send-response.ts';
import { checkValues, isReserved, READ_ONLY, READ_ONLY_ON_CREATE } from './check-values.ts';
import { enforcePolicy, enforceVisibility, isAdmin } from './enforce-policy.ts';
import { type GlanceRequest, IMPORT_METHODS, STORES } from './glance.ts';
import { badRequest, conflict, denied, forbidden } from './glance-fault.ts';
import { imageJson } from './image-json.ts';
import { checkCounts } from './limits.ts';
import { requireObject } from './require-json.ts';
import { checkAgainstSchema } from './schema-check.ts';
import type { StoredImage, Visibility } from './stored-image.ts';

/** Fields of a create request that the image schema has accepted. */
interface Wanted {
  readonly id?: string;
  readonly name?: string | null;
  readonly visibility?: Visibility;
  readonly owner?: string | null;
  readonly disk_format?: string | null;
  readonly container_format?: string | null;
  readonly min_disk?: number;
  readonly min_ram?: number;
  readonly protected?: boolean;
  readonly os_hidden?: boolean;
  readonly tags?: readonly string[];
}

const FIELDS = [
  'id',
  'name',
  'visibility',
  'owner',
  'disk_format',
  'container_format',
  'min_disk',
  'min_ram',
  'protected',
  'os_hidden',
  'tags',
] as const satisfies readonly (keyof Wanted)[];

/** POST /v2/images */
export async function createImage(request: GlanceRequest): Promise<void> {
  const { glance, call, caller } = request;
  const body = await requireObject(call);
  checkKeys(body);
  checkAgainstSchema(body);
  refuseReserved(body);
  const wanted = body as Wanted;
  const target = {
    owner: wanted.owner === undefined ? caller.projectId : wanted.owner,
    visibility: wanted.visibility ?? 'private',
  };
  enforceAdding(request, target);
  glance.limits.enforce('image_count_total', caller.projectId, 1);
  refuseReadOnly(body);

  const image = newImage(body, wanted, target.owner, glance.now());
  checkCounts(image.properties, image.tags);
  checkValues(image);
  if (glance.images.isTaken(image.id)) throw conflict(`Image ID ${image.id} already exists!`);
  glance.images.insert(image);
  sendJson(call, 201, imageJson(image, isAdmin(caller)), {
    Location: `${call.baseUrl}/v2/images/${image.id}`,
    'OpenStack-image-import-methods': IMPORT_METHODS.join(','),
    'OpenStack-image-store-ids': [...STORES.map((store) => store.id), ...INNER_STORES].join(','),
  });
}

const INNER_STORES = ['os_glance_staging_store', 'os_glance_tasks_store'];

function enforceAdding({ caller }: GlanceRequest, target: { owner: string | null; visibility: string }): void {
  if (!isAdmin(caller) && target.owner !== caller.projectId) {
    throw denied(`You are not permitted to create images owned by '${target.owner ?? 'None'}'`);
  }
  enforcePolicy('add_image', caller, target);
  enforceVisibility(caller, target.visibility, target);
}

function checkKeys(body: Readonly<Record<string, unknown>>): void {
  const readOnly = READ_ONLY_ON_CREATE.find((key) => key in body);
  if (readOnly !== undefined) throw forbidden(`Attribute '${readOnly}' is read-only.`);
  for (const key of Object.keys(body)) {
    if (key.length > 255) throw badRequest('Custom property should not be greater than 255 characters.');
  }
}

function refuseReserved(body: Readonly<Record<string, unknown>>): void {
  const reserved = Object.keys(body).find(isReserved);
  if (reserved === 'locations') throw forbidden("Attribute 'locations' is reserved.");
  if (reserved !== undefined) throw denied(`Attribute '${reserved}' is reserved.`);
}

/** Glance accepts a chosen `id` and ignores `os_hash_algo` and `os_hash_value` without an error. */
const TAKEN_SILENTLY = ['id', 'os_hash_algo', 'os_hash_value'];

function refuseReadOnly(body: Readonly<Record<string, unknown>>): void {
  const readOnly = READ_ONLY.find((key) => !TAKEN_SILENTLY.includes(key) && key in body);
  if (readOnly !== undefined) throw forbidden(`Attribute '${readOnly}' is read-only.`);
}

function newImage(
  body: Readonly<Record<string, unknown>>,
  wanted: Wanted,
  owner: string | null,
  at: number,
): StoredImage {
  return {
    id: wanted.id ?? randomUUID(),
    name: wanted.name ?? null,
    status: 'queued',
    visibility: wanted.visibility ?? 'shared',
    owner,
    diskFormat: wanted.disk_format ?? null,
    containerFormat: wanted.container_format ?? null,
    size: null,
    virtualSize: null,
    checksum: null,
    hashAlgo: null,
    hashValue: null,
    minDisk: wanted.min_disk ?? 0,
    minRam: wanted.min_ram ?? 0,
    isProtected: wanted.protected ?? false,
    isHidden: wanted.os_hidden ?? false,
    properties: furtherProperties(body),
    tags: [...new Set(wanted.tags)],
    stores: [],
    createdAt: at,
    updatedAt: at,
  };
}

function furtherProperties(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const isField = (key: string): boolean => TAKEN_SILENTLY.includes(key) || FIELDS.some((field) => field === key);
  const pairs = Object.entries(body).flatMap(([key, value]): [string, string][] =>
    isField(key) ? [] : [[key, typeof value === 'string' ? value : '']],
  );
  return Object.fromEntries(pairs);
}
