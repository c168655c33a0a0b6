import { randomUUID } from 'node:crypto';
import { GiB } from '@console/units';
import { isObject, type JsonObject, textAt, valueAt } from '../kernel/json.ts';
import type { Caller, Identity, ImageSource, SourceImage } from '../kernel/service.ts';
import type { CinderFault } from './cinder-fault.ts';
import { classifyContent, type ImageContent } from './image-content.ts';
import { invalidInput, schemaFault } from './volume-body.ts';
import { quota, volumeType, zone } from './volume-types.ts';
import type { Volume, Volumes } from './volumes.ts';

/** Everything that the handlers work with. */
export interface CinderContext {
  readonly identity: Identity;
  readonly images: ImageSource;
  readonly volumes: Volumes;
  readonly now: () => number;
}

export type PlannedVolume =
  | { readonly kind: 'volume'; readonly volume: Volume }
  | { readonly kind: 'refused'; readonly refusal: CinderFault };

/** Checks the body of `POST /volumes` in Cinder's order: schema, image, type and zone, quota. Creates nothing. */
export async function planVolume(
  body: JsonObject,
  caller: Caller,
  projectId: string,
  { images, volumes, now }: CinderContext,
): Promise<PlannedVolume> {
  const badForm = schemaFault(body);
  if (badForm) return bad(badForm);
  if ((body.size ?? null) === null) return bad(MALFORMED);
  const size = Number(body.size);
  const imageId = textAt(body, 'imageRef') ?? textAt(body, 'image_id');
  const image = imageId === undefined ? null : images.imageFor(caller, imageId);
  if (imageId !== undefined) {
    const fault = image ? imageFault(image, size) : 'Invalid image identifier or unable to access requested image.';
    if (fault) return bad(fault);
  }
  const wantedType = textAt(body, 'volume_type') || undefined;
  const type = volumeType(wantedType);
  if (!type)
    return refused({ fault: 'itemNotFound', message: `Volume type with name ${wantedType} could not be found.` });
  const wantedZone = textAt(body, 'availability_zone') ?? zone;
  if (wantedZone !== zone) return bad(`Availability zone '${wantedZone}' is invalid.`);
  const overQuota = quotaFault(volumes.list(projectId), size);
  if (overQuota) return refused({ fault: 'overLimit', message: overQuota });
  const verdict = image === null ? 'usable' : await classifyContent(image.dataPath, image.diskFormat);
  const volume: Volume = {
    id: randomUUID(),
    projectId,
    userId: caller.userId,
    name: textAt(body, 'name') ?? textAt(body, 'display_name') ?? null,
    description: textAt(body, 'description') ?? null,
    size,
    type: type.name,
    metadata: stringEntries(body.metadata),
    ...sourceOf(image, verdict),
    createdAt: now(),
    editedAt: null,
    deletedAt: null,
  };
  return { kind: 'volume', volume };
}

const MALFORMED = 'The server could not comply with the request since it is either malformed or otherwise incorrect.';

/**
 * Decides how the creation ends. Data refused before the download leaves no image metadata, data found useless after it
 * leaves only `signature_verified`, and a usable image's metadata is copied whole.
 */
function sourceOf(
  image: SourceImage | null,
  verdict: ImageContent,
): Pick<Volume, 'imageMetadata' | 'fromImage' | 'outcome'> {
  if (image === null) return { imageMetadata: null, fromImage: false, outcome: 'available' };
  switch (verdict) {
    case 'refused':
      return { imageMetadata: null, fromImage: false, outcome: 'error' };
    case 'useless':
      return { imageMetadata: UNVERIFIED, fromImage: true, outcome: 'error' };
    case 'usable':
      return { imageMetadata: { ...UNVERIFIED, ...imageMetadata(image) }, fromImage: true, outcome: 'available' };
  }
}

const UNVERIFIED = { signature_verified: 'False' };

function imageFault(image: SourceImage, size: number): string | null {
  const inGib = (bytes: number | null) => Math.ceil((bytes ?? 0) / GiB);
  if (image.status !== 'active') return invalidInput(`Image ${image.id} is not active.`);
  if (inGib(image.size) > size) {
    return invalidInput(`Size of specified image ${inGib(image.size)}GB is larger than volume size ${size}GB.`);
  }
  if (image.minDisk > size) {
    return invalidInput(`Volume size ${size}GB cannot be smaller than the image minDisk size ${image.minDisk}GB.`);
  }
  if (inGib(image.virtualSize) > size) {
    return `Image ${image.id} is unacceptable: Image virtual size is ${inGib(image.virtualSize)}GB and doesn't fit in a volume of size ${size}GB.`;
  }
  return null;
}

function quotaFault(present: readonly Volume[], size: number): string | null {
  const used = present.reduce((sum, volume) => sum + volume.size, 0);
  if (used + size > quota.gigabytes) {
    return `VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested ${size}G, quota is ${quota.gigabytes}G and ${used}G has been consumed.`;
  }
  if (present.length < quota.volumes) return null;
  return `VolumeLimitExceeded: Maximum number of volumes allowed (${quota.volumes}) exceeded for quota 'volumes'.`;
}

function imageMetadata(image: SourceImage): Readonly<Record<string, string>> {
  const attributes = {
    image_id: image.id,
    image_name: image.name,
    checksum: image.checksum,
    container_format: image.containerFormat,
    disk_format: image.diskFormat,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    size: image.size,
  };
  const texts = Object.entries(attributes).flatMap(([key, value]): [string, string][] =>
    value === null ? [] : [[key, String(value)]],
  );
  const own = Object.entries(image.properties).filter(([key]) => !key.startsWith('os_glance_'));
  return Object.fromEntries([...own, ...texts]);
}

/** Returns the string entries of a metadata object. */
export function stringEntries(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.keys(value).map((key): [string, string] => [key, String(valueAt(value, key))]));
}

const refused = (refusal: CinderFault): PlannedVolume => ({ kind: 'refused', refusal });
const bad = (message: string): PlannedVolume => refused({ fault: 'badRequest', message });
