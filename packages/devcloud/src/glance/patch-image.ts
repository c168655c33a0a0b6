import { sendJson } from '../kernel/send-response.ts';
import type { Caller } from '../kernel/service.ts';
import { checkValues } from './check-values.ts';
import { enforcePolicyOn, enforceVisibility, isAdmin } from './enforce-policy.ts';
import { type GlanceRequest, requireImage } from './glance.ts';
import { conflicting, denied, forbidden, unsupportedMediaType } from './glance-fault.ts';
import { imageJson } from './image-json.ts';
import { checkCounts } from './limits.ts';
import { type Change, type Dialect, parsePatch } from './parse-patch.ts';
import { requireJson } from './require-json.ts';
import type { StoredImage } from './stored-image.ts';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'application/openstack-images-v2.0-json-patch': 'v2.0',
  'application/openstack-images-v2.1-json-patch': 'v2.1',
};

/** PATCH /v2/images/{id}. Applies all operations or none. */
export async function patchImage(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  const type = (call.req.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const dialect = DIALECTS[type];
  if (!dialect) throw unsupportedMediaType(type, { 'Accept-Patch': Object.keys(DIALECTS).join(', ') });
  const changes = parsePatch(await requireJson(call), dialect);

  const image = requireImage(request, id);
  // An empty patch changes nothing and is not checked against the policy.
  if (changes.length === 0) return sendJson(call, 200, imageJson(image, isAdmin(caller)));
  const wanted = changes.reduce((before, change) => applyChange(caller, before, change), image);
  checkCounts(wanted.properties, wanted.tags);
  checkValues(wanted);
  const saved = glance.images.change(id, () => wanted);
  sendJson(call, 200, imageJson(saved ?? wanted, isAdmin(caller)));
}

/** Setters of the fields that are not custom properties. The schema has checked the values. */
const SETTERS: Readonly<Record<string, (image: StoredImage, value: unknown) => StoredImage>> = {
  name: (image, value) => ({ ...image, name: value as string | null }),
  visibility: (image, value) => ({ ...image, visibility: value as StoredImage['visibility'] }),
  owner: (image, value) => ({ ...image, owner: value as string | null }),
  min_disk: (image, value) => ({ ...image, minDisk: value as number }),
  min_ram: (image, value) => ({ ...image, minRam: value as number }),
  protected: (image, value) => ({ ...image, isProtected: value as boolean }),
  os_hidden: (image, value) => ({ ...image, isHidden: value as boolean }),
  tags: (image, value) => ({ ...image, tags: [...new Set(value as string[])] }),
  disk_format: (image, value) => ({ ...whileQueued(image, 'disk_format'), diskFormat: value as string | null }),
  container_format: (image, value) => ({
    ...whileQueued(image, 'container_format'),
    containerFormat: value as string | null,
  }),
};

function whileQueued(image: StoredImage, field: string): StoredImage {
  if (image.status === 'queued' || image.status === 'importing') return image;
  throw forbidden(`Attribute ${field} can be only replaced for a queued image.`);
}

function applyChange(caller: Caller, image: StoredImage, change: Change): StoredImage {
  const { key } = change;
  if (key === 'locations') return refuseLocations(caller, image, change);
  const setter = Object.hasOwn(SETTERS, key) ? SETTERS[key] : undefined;
  if (change.op !== 'remove') {
    if (key === 'owner') refuseOwner(caller, image, change);
    if (key === 'visibility') enforceVisibility(caller, change.value, image);
  }
  enforcePolicyOn('modify_image', caller, image);

  const isThere = setter !== undefined || Object.hasOwn(image.properties, key);
  if (change.op === 'remove') {
    if (setter) throw denied(`Property ${key} may not be removed.`);
    if (!isThere) throw conflicting(`Property ${key} does not exist.`);
    const { [key]: _removed, ...properties } = image.properties;
    return { ...image, properties };
  }
  if (change.op === 'replace' && !isThere) throw conflicting(`Property ${key} does not exist.`);
  if (setter) return setter(image, change.value);
  return { ...image, properties: { ...image.properties, [key]: String(change.value ?? '') } };
}

/**
 * Glance refuses "replace" outright. It accepts "add" until the caller could no longer see the image with its new
 * owner.
 */
function refuseOwner(caller: Caller, image: StoredImage, change: Extract<Change, { value: unknown }>): void {
  if (isAdmin(caller)) return;
  if (change.op === 'replace') throw denied("Owner can't be updated by non admin.");
  if (change.value !== caller.projectId) throw forbidden(`Forbidding request, image ${image.id} not visible`);
}

const LOCATION_VERBS = { add: 'add', replace: 'update', remove: 'remove' } as const;

function refuseLocations(caller: Caller, image: StoredImage, change: Change): never {
  enforcePolicyOn(change.op === 'remove' ? 'delete_image_location' : 'set_image_location', caller, image);
  throw forbidden(`It's not allowed to ${LOCATION_VERBS[change.op]} locations if locations are invisible.`);
}
