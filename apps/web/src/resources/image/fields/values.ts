import type { Architecture, BootMode, Hypervisor, OsCategory, Spelled, Visibility } from '@console/image-model';

/** The hardware questions that are asked with a switch. */
export const switchFields = ['liveResize', 'guestAgent', 'nicMultiqueue', 'passwordEncryption'] as const;
export type SwitchConcept = (typeof switchFields)[number];

/** A text of the cloud's own that the console has no word for; a field that holds one leaves it as it is. */
export type RawValue = `raw:${string}`;

/** `null` = nothing chosen. */
export type Chosen<T extends string> = T | RawValue | null;

/** One further property, as the two inputs of its row hold it. */
export interface PropertyRow {
  readonly key: string;
  readonly value: string;
}

/** What the fields about the image itself hold, wherever its file comes from. Minimums in GiB, as people type them. */
export interface ImageFields extends Record<SwitchConcept, boolean | RawValue> {
  name: string;
  description: string;
  diskFormat: string | null;
  os: Chosen<OsCategory>;
  architecture: Chosen<Architecture>;
  hypervisor: Chosen<Hypervisor>;
  bootMode: Chosen<BootMode>;
  minDiskGib: number | null;
  minMemoryGib: number | null;
  isPublic: boolean;
  /** Who sees it while it is not public. */
  limitedVisibility: Exclude<Visibility, 'public'>;
  isProtected: boolean;
  tags: string[];
  /** Not a switch: no answer is an answer, and what most images have. */
  virtio: Chosen<'yes' | 'no'>;
  properties: PropertyRow[];
}

export const defaultFields: ImageFields = {
  name: '',
  description: '',
  diskFormat: null,
  os: null,
  architecture: 'x86',
  hypervisor: 'qemu',
  bootMode: null,
  minDiskGib: null,
  minMemoryGib: null,
  isPublic: false,
  limitedVisibility: 'private',
  isProtected: false,
  liveResize: false,
  guestAgent: false,
  nicMultiqueue: false,
  passwordEncryption: false,
  tags: [],
  virtio: null,
  properties: [],
};

const mark = 'raw:';

/** What the cloud has written, where a field holds that and no word of ours. */
export function rawOf(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : null;
}

/** The answer where there is one of ours. */
export function answerOf<T extends string | boolean>(value: T | RawValue | null): T | undefined {
  return value === null || isRaw(value) ? undefined : value;
}

function isRaw(value: unknown): value is RawValue {
  return rawOf(value) !== null;
}

/** A value of the model as a field holds it. */
export function chosenFrom<T extends string | boolean>(spelled: Spelled<T>): T | RawValue | null {
  if (spelled.kind === 'absent') return null;
  return spelled.kind === 'known' ? spelled.value : `raw:${spelled.raw}`;
}
