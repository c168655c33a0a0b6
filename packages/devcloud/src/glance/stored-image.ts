/** The row of an image. Sizes in bytes, `minDisk` in GiB, `minRam` in MiB, times in µs since the epoch. */
export interface StoredImage {
  readonly id: string;
  readonly name: string | null;
  readonly status: ImageStatus;
  readonly visibility: Visibility;
  readonly owner: string | null;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  readonly size: number | null;
  readonly virtualSize: number | null;
  readonly checksum: string | null;
  readonly hashAlgo: string | null;
  readonly hashValue: string | null;
  readonly minDisk: number;
  readonly minRam: number;
  readonly isProtected: boolean;
  readonly isHidden: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** Stores that hold the data, in the order in which it was written. */
  readonly stores: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type ImageStatus = 'queued' | 'saving' | 'uploading' | 'importing' | 'active' | 'deactivated';
export type Visibility = 'public' | 'private' | 'shared' | 'community';

export type MemberStatus = 'pending' | 'accepted' | 'rejected';

/** Times in µs since the epoch. */
export interface StoredMember {
  readonly imageId: string;
  readonly projectId: string;
  readonly status: MemberStatus;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Status transitions that Glance allows. Any other one is a 409. */
const TRANSITIONS: Readonly<Record<ImageStatus, readonly ImageStatus[]>> = {
  queued: ['saving', 'uploading', 'importing', 'active'],
  saving: ['active', 'queued'],
  uploading: ['importing', 'queued'],
  importing: ['active', 'queued'],
  active: ['deactivated'],
  deactivated: ['active'],
};

export function mayBecome(from: ImageStatus, to: ImageStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Returns the image without its data, as after a failed upload. */
export function emptied(image: StoredImage): StoredImage {
  return { ...image, status: 'queued', size: null, virtualSize: null };
}

/**
 * Returns whether the image is queued and yet holds data that was refused. It accepts no further data and serves none.
 */
export function isSpoilt({ status, stores }: StoredImage): boolean {
  return status === 'queued' && stores.length > 0;
}

export const LOCK = 'os_glance_import_task';
export const IMPORTING = 'os_glance_importing_to_stores';
export const FAILED = 'os_glance_failed_import';
