import type { StoredImage, StoredMember } from './stored-image.ts';

/** Formats `micros` since the epoch as `2026-11-21T22:00:00Z`. */
export function isoSeconds(micros: number): string {
  return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}Z`;
}

/** Formats `micros` since the epoch as `2026-11-21T22:00:00.000000`, the zoneless form of task rows. */
export function isoMicros(micros: number): string {
  const fraction = String(micros % 1_000_000).padStart(6, '0');
  return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}.${fraction}`;
}

/** Encodes an image as Glance does. While an image is deactivated, only admins see its locations. */
export function imageJson(image: StoredImage, isAdmin: boolean): Record<string, unknown> {
  const self = `/v2/images/${image.id}`;
  const stores = image.status === 'deactivated' && !isAdmin ? [] : image.stores;
  return {
    ...image.properties,
    name: image.name,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    visibility: image.visibility,
    size: image.size,
    virtual_size: image.virtualSize,
    status: image.status,
    checksum: image.checksum,
    protected: image.isProtected,
    min_ram: image.minRam,
    min_disk: image.minDisk,
    owner: image.owner,
    os_hidden: image.isHidden,
    os_hash_algo: image.hashAlgo,
    os_hash_value: image.hashValue,
    id: image.id,
    created_at: isoSeconds(image.createdAt),
    updated_at: isoSeconds(image.updatedAt),
    tags: image.tags,
    self,
    file: `${self}/file`,
    schema: '/v2/schemas/image',
    ...(stores.length > 0 ? { stores: stores.join(',') } : {}),
  };
}

export function memberJson(member: StoredMember): Record<string, unknown> {
  return {
    member_id: member.projectId,
    image_id: member.imageId,
    status: member.status,
    created_at: isoSeconds(member.createdAt),
    updated_at: isoSeconds(member.updatedAt),
    schema: '/v2/schemas/member',
  };
}
