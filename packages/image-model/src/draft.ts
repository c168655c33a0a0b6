import type { Architecture, BootMode, Hypervisor, OsCategory, Visibility } from './image.ts';

/**
 * What the create and modify forms decide about an image, in the console's words. `undefined` =
 * not decided here: nothing is written, and on an existing image nothing changes.
 */
export interface ImageDraft {
  readonly name: string;
  readonly description?: string | undefined;
  readonly diskFormat?: string | undefined;
  readonly containerFormat?: string | undefined;
  readonly os?: OsCategory | undefined;
  readonly architecture?: Architecture | undefined;
  readonly hypervisor?: Hypervisor | undefined;
  readonly bootMode?: BootMode | undefined;
  readonly liveResize?: boolean | undefined;
  readonly guestAgent?: boolean | undefined;
  readonly nicMultiqueue?: boolean | undefined;
  readonly passwordEncryption?: boolean | undefined;
  readonly virtio?: boolean | undefined;
  readonly minDiskGib?: number | undefined;
  readonly minMemoryMib?: number | undefined;
  readonly visibility?: Visibility | undefined;
  readonly isProtected?: boolean | undefined;
  readonly isHidden?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Further properties by their wire names; values are text, as Glance wants. `null` removes one. */
  readonly properties?: Readonly<Record<string, string | null>> | undefined;
}
