import type { WireVolume } from '@console/openstack-api';

/** A volume in the console's words. */
export interface Volume {
  readonly id: string;
  /** Empty when the cloud has none. */
  readonly name: string;
  /** The cloud's own word: `creating`, `downloading`, `available`, `error`… */
  readonly status: string;
  readonly sizeGib: number;
  readonly type: string | null;
  readonly zone: string | null;
  /** The image it was made from, where the cloud says so. */
  readonly imageId: string | null;
  /** UTC, as the cloud writes it. */
  readonly createdAt: string | null;
}

export function decodeVolume(wire: WireVolume): Volume {
  const imageId = wire.volume_image_metadata?.image_id;
  return {
    id: wire.id,
    name: wire.name ?? '',
    status: wire.status,
    sizeGib: wire.size,
    type: wire.volume_type ?? null,
    zone: wire.availability_zone ?? null,
    imageId: typeof imageId === 'string' ? imageId : null,
    createdAt: wire.created_at ?? null,
  };
}

/** Where the making of a volume stands. */
export type VolumeCreation = 'underway' | 'made' | 'failed';

/** Statuses a volume passes through while it is being made. */
const passing: ReadonlySet<string> = new Set(['creating', 'downloading', 'uploading']);

/** What a volume's status says about its making; whatever comes after `available` means that it was made. */
export function volumeCreationOf({ status }: Pick<Volume, 'status'>): VolumeCreation {
  if (passing.has(status)) return 'underway';
  return status.startsWith('error') ? 'failed' : 'made';
}
