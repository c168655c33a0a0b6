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
 * A value as the cloud spells it. `unknown` keeps the raw text, so that a value the console has
 * no word for is shown as it is and is never written back as something else.
 */
export type Spelled<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'unknown'; readonly raw: string }
  | { readonly kind: 'absent' };

/** What the profile spells per cloud: one row a concept in `@console/cloud-profiles`. */
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

/** Where an import stands, as the image itself tells it. */
export interface ImageImport {
  readonly taskId: string | null;
  /** Stores still being written. */
  readonly pendingStores: readonly string[];
  /** Stores that failed; not empty = the import failed. */
  readonly failedStores: readonly string[];
  /** The cloud's own words for the failure, where it gives any. */
  readonly reason: string | null;
}

/** An image in the console's words. Sizes in bytes, minimums in the API's units. */
export interface Image extends Hardware {
  readonly id: string;
  /** Empty when the cloud has none. */
  readonly name: string;
  readonly status: ImageStatus;
  readonly description: string;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  /** Stored bytes; `null` until data has come. */
  readonly size: number | null;
  /** Bytes a disk made from it needs. */
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
  /** Every property no concept above has taken, as it came. */
  readonly properties: Readonly<Record<string, string>>;
}
