import type { SeedImage, SeedMember } from '../kernel/service.ts';
import type { projectId } from '../keystone/index.ts';
import type { Hardware } from './stored-data.ts';

type Project = Parameters<typeof projectId>[0];

/** Stored bytes in MiB, or the size in GiB of data that is not stored. */
export type Data = { readonly realMib: number } | { readonly hollowGib: number };

/** Events in an image's life besides its creation. */
export type Story =
  | { readonly kind: 'queued' | 'saving' | 'uploading' | 'deactivated' }
  | { readonly kind: 'importing'; readonly message: string }
  | { readonly kind: 'importFailed'; readonly uri: string; readonly reason: string };

/**
 * A hand-written image. Omitted fields are empty, zero or false; the container format is `bare` and the status
 * `active`.
 */
export interface Curated {
  readonly name: string | null;
  readonly owner: Project;
  readonly seen: SeedImage['visibility'];
  readonly format: string | null;
  readonly container?: string;
  /** The virtual size in GiB. */
  readonly diskGib?: number;
  readonly data?: Data;
  readonly hardware?: Hardware;
  readonly story?: Story;
  readonly minDisk?: number;
  readonly minRam?: number;
  readonly isProtected?: boolean;
  readonly isHidden?: boolean;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly members?: Readonly<Partial<Record<Project, SeedMember['status']>>>;
}

/** Hardware of a virtual machine. */
export const x86 = (distro: string, version: string, more: Partial<Hardware> = {}): Hardware => ({
  distro,
  version,
  arch: 'x86_64',
  hypervisor: 'qemu',
  ...more,
});
export const arm = (distro: string, version: string, more: Partial<Hardware> = {}) =>
  x86(distro, version, { arch: 'aarch64', ...more });
/** Hardware of a bare-metal host. */
export const bare = { hypervisor: 'baremetal' } as const;
export const agent = { hw_qemu_guest_agent: 'yes', hw_vif_multiqueue_enabled: 'true' } as const;
