import type { ImageStatus } from './status.ts';

export const osCategories = [
  'centos',
  'windows',
  'coreos',
  'debian',
  'fedora',
  'freebsd',
  'kylin',
  'oraclelinux',
  'rhel',
  'suse',
  'ubuntu',
  'arch',
  'other',
] as const;
export type OsCategory = (typeof osCategories)[number];
export const architectures = ['x86', 'arm'] as const;
export type Architecture = (typeof architectures)[number];
export const hypervisors = ['qemu', 'baremetal'] as const;
export type Hypervisor = (typeof hypervisors)[number];
export const bootModes = ['bios', 'uefi'] as const;
export type BootMode = (typeof bootModes)[number];
export const visibilities = ['public', 'private', 'shared', 'community'] as const;
export type Visibility = (typeof visibilities)[number];

/**
 * A value out of the cloud's spelling. `unknown` keeps the raw text, so that the console shows an unknown value as it is
 * and never overwrites it.
 */
export type Spelled<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'unknown'; readonly raw: string }
  | { readonly kind: 'absent' };

/** Concepts that every cloud spells in its own way; `@console/cloud-profiles` has one row for each. */
export interface Hardware {
  readonly os: Spelled<OsCategory>;
  readonly architecture: Spelled<Architecture>;
  readonly hypervisor: Spelled<Hypervisor>;
  readonly bootMode: Spelled<BootMode>;
  readonly liveResize: Spelled<boolean>;
  readonly guestAgent: Spelled<boolean>;
  readonly nicMultiqueue: Spelled<boolean>;
  readonly passwordEncryption: Spelled<boolean>;
  readonly virtio: Spelled<boolean>;
}
export type HardwareConcept = keyof Hardware;
export const hardwareConcepts = [
  'os',
  'architecture',
  'hypervisor',
  'bootMode',
  'liveResize',
  'guestAgent',
  'nicMultiqueue',
  'passwordEncryption',
  'virtio',
] as const satisfies readonly HardwareConcept[];

/** State of an import in the image's own attributes. */
export interface ImageImport {
  readonly taskId: string | null;
  /** Stores that the import has still to write. */
  readonly pendingStores: readonly string[];
  /** Stores that the import could not write. */
  readonly failedStores: readonly string[];
  /** The cloud's text about the failure; `null` when there is none. */
  readonly reason: string | null;
}

/** An image in the console's words. */
export interface Image extends Hardware {
  readonly id: string;
  /** Empty when the image has none. */
  readonly name: string;
  readonly status: ImageStatus;
  readonly description: string;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  /** Bytes of the stored data; `null` until the data has arrived. */
  readonly size: number | null;
  /** Bytes of the disk that a server sees; `null` when unknown. */
  readonly virtualSize: number | null;
  readonly minDiskGib: number;
  readonly minMemoryMib: number;
  readonly visibility: Visibility;
  readonly isProtected: boolean;
  readonly isHidden: boolean;
  /** Project id. */
  readonly owner: string | null;
  readonly tags: readonly string[];
  /** MD5, hex. */
  readonly checksum: string | null;
  readonly hash: { readonly algorithm: string; readonly value: string } | null;
  readonly stores: readonly string[];
  readonly import: ImageImport;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Every property that none of the fields above was read from, unchanged. */
  readonly properties: Readonly<Record<string, string>>;
}
