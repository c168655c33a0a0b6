import type { Call } from '../kernel/types.ts';
import { changedAt, statusAt } from './status.ts';
import { zone } from './types.ts';
import type { Volume } from './volumes.ts';

/** The short row of `GET /volumes`. */
export function volumeRow(call: Call, volume: Volume) {
  return { id: volume.id, name: volume.name, links: linksOf(call, volume) };
}

/** A volume as Cinder tells it at `now`. */
export function volumeView(call: Call, volume: Volume, now: number): Record<string, unknown> {
  const status = statusAt(volume, now);
  const updated = Math.max(volume.editedAt ?? 0, changedAt(volume, now));
  return {
    id: volume.id,
    name: volume.name,
    description: volume.description,
    status,
    size: volume.size,
    volume_type: volume.type,
    availability_zone: zone,
    created_at: stamp(volume.createdAt),
    updated_at: updated === volume.createdAt ? null : stamp(updated),
    bootable: String(volume.fromImage && status === 'available'),
    encrypted: false,
    multiattach: false,
    attachments: [],
    metadata: volume.metadata,
    user_id: volume.userId,
    'os-vol-tenant-attr:tenant_id': volume.projectId,
    snapshot_id: null,
    source_volid: null,
    consistencygroup_id: null,
    replication_status: null,
    migration_status: null,
    links: linksOf(call, volume),
    ...(volume.imageMetadata && status !== 'creating' ? { volume_image_metadata: volume.imageMetadata } : {}),
  };
}

/** One page after the marker; `null` = the marker is not there. */
export function page(
  all: readonly Volume[],
  limit: number,
  marker: string | null,
): { rows: readonly Volume[]; more: boolean } | null {
  const start = marker === null ? 0 : all.findIndex(({ id }) => id === marker) + 1;
  if (marker !== null && start === 0) return null;
  return { rows: all.slice(start, start + limit), more: all.length > start + limit };
}

function linksOf(call: Call, { id, projectId }: Volume) {
  return [
    { rel: 'self', href: `${call.baseUrl}/v3/${projectId}/volumes/${id}` },
    { rel: 'bookmark', href: `${call.baseUrl}/${projectId}/volumes/${id}` },
  ];
}

/** Cinder's time: microseconds, UTC, without saying so. */
function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000');
}
