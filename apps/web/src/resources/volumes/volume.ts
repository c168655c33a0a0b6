import type { WireVolume } from '@console/openstack-api';

/** A volume as the console shows it. */
export interface Volume {
  readonly id: string;
  /** Empty where Cinder has no name. */
  readonly name: string;
  /** Cinder's status: `creating`, `downloading`, `available`, `error` … */
  readonly status: string;
  readonly sizeGib: number;
  readonly type: string | null;
  readonly zone: string | null;
  /** The image from which the volume was created. Cinder reports it once the volume is `available`. */
  readonly imageId: string | null;
  /** UTC, as Cinder writes it. */
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

/** The progress of a volume's creation. */
export type VolumeCreation = 'underway' | 'made' | 'failed';

const creatingStatuses: ReadonlySet<string> = new Set(['creating', 'downloading', 'uploading']);

/** Derives the progress of the creation from the status. Every status after `available` means that the volume was created. */
export function volumeCreationOf({ status }: Pick<Volume, 'status'>): VolumeCreation {
  if (creatingStatuses.has(status)) return 'underway';
  return status.startsWith('error') ? 'failed' : 'made';
}
