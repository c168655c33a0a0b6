import type { Call } from '../kernel/service.ts';
import { changedAt, statusAt } from './volume-status.ts';
import { zone } from './volume-types.ts';
import type { Volume } from './volumes.ts';

/** A volume in `GET /volumes`, as seen from `project`. */
export function volumeRow(call: Call, volume: Volume, project: string) {
  return { id: volume.id, name: volume.name, links: linksOf(call, volume.id, project) };
}

/** Who reads a volume, from which project, and when. */
interface ViewContext {
  readonly now: number;
  readonly project: string;
  readonly eye: 'owner' | 'administrator';
}

/** A volume in `GET /volumes/{id}`. */
export function volumeView(call: Call, volume: Volume, { now, project, eye }: ViewContext): Record<string, unknown> {
  const status = statusAt(volume, now);
  return {
    ...volumeAnswer(call, volume, now),
    links: linksOf(call, volume.id, project),
    'os-vol-tenant-attr:tenant_id': volume.projectId,
    ...(volume.imageMetadata && status !== 'creating' ? { volume_image_metadata: metadataAt(volume, status) } : {}),
    ...(eye === 'administrator' ? FOR_ADMINISTRATORS : {}),
  };
}

const FOR_ADMINISTRATORS = {
  migration_status: null,
  'os-vol-mig-status-attr:migstat': null,
  'os-vol-mig-status-attr:name_id': null,
  'os-vol-host-attr:host': 'local@local#local',
};

/** Cinder copies the image's metadata once the image data has been downloaded. */
function metadataAt({ imageMetadata }: Volume, status: string): unknown {
  return status === 'downloading'
    ? { signature_verified: imageMetadata?.signature_verified ?? 'False' }
    : imageMetadata;
}

/** A volume in the response to a create or update, which has neither project nor image metadata. */
export function volumeAnswer(call: Call, volume: Volume, now: number): Record<string, unknown> {
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
    snapshot_id: null,
    source_volid: null,
    consistencygroup_id: null,
    replication_status: null,
    links: linksOf(call, volume.id, volume.projectId),
  };
}

/** Returns one page after the marker; `null` for an unknown marker. */
export function page(
  all: readonly Volume[],
  limit: number,
  marker: string | null,
): { rows: readonly Volume[]; more: boolean } | null {
  const start = marker === null ? 0 : all.findIndex(({ id }) => id === marker) + 1;
  if (marker !== null && start === 0) return null;
  return { rows: all.slice(start, start + limit), more: all.length > start + limit };
}

function linksOf(call: Call, id: string, project: string) {
  return [
    { rel: 'self', href: `${call.baseUrl}/v3/${project}/volumes/${id}` },
    { rel: 'bookmark', href: `${call.baseUrl}/${project}/volumes/${id}` },
  ];
}

/** Formats a time as Cinder does: with microseconds, in UTC, without a zone. */
function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000');
}
