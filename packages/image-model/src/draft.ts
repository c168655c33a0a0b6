import type { Architecture, BootMode, Hypervisor, OsCategory, Visibility } from './image.ts';

/**
 * What a form would make of an image, in the model's words. A field that is `undefined` is not written: an existing
 * image keeps its value.
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
  /** Further properties by their wire names; Glance accepts text only. `null` removes the property. */
  readonly properties?: Readonly<Record<string, string | null>> | undefined;
}
