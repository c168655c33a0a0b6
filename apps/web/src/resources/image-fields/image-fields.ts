import { type CloudProfile, canWrite } from '@console/cloud-profiles';
import {
  type Architecture,
  type BootMode,
  type ConditionalField,
  conditionalFieldUse,
  type FieldUse,
  type HardwareConcept,
  type Hypervisor,
  hardwareConcepts,
  type OsCategory,
  type Spelled,
  type Visibility,
} from '@console/image-model';

/** The hardware questions that are asked with a switch. */
export const switchFields = ['liveResize', 'guestAgent', 'nicMultiqueue', 'passwordEncryption'] as const;
export type SwitchConcept = (typeof switchFields)[number];

/** A text of the cloud's own that the console has no word for; a field that holds one leaves it as it is. */
export type RawValue = `raw:${string}`;

/** `null` = nothing chosen. */
export type Choice<T extends string> = T | RawValue | null;

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
  os: Choice<OsCategory>;
  architecture: Choice<Architecture>;
  hypervisor: Choice<Hypervisor>;
  bootMode: Choice<BootMode>;
  minDiskGib: number | null;
  minMemoryGib: number | null;
  isPublic: boolean;
  /** Who sees it while it is not public. */
  limitedVisibility: Exclude<Visibility, 'public'>;
  isProtected: boolean;
  tags: string[];
  /** Not a switch: no answer is an answer, and what most images have. */
  virtio: Choice<'yes' | 'no'>;
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
export function knownValueOf<T extends string | boolean>(value: T | RawValue | null): T | undefined {
  return value === null || isRaw(value) ? undefined : value;
}

function isRaw(value: unknown): value is RawValue {
  return rawOf(value) !== null;
}

/** A value of the model as a field holds it. */
export function choiceOf<T extends string | boolean>(spelled: Spelled<T>): T | RawValue | null {
  if (spelled.kind === 'absent') return null;
  return spelled.kind === 'known' ? spelled.value : `raw:${spelled.raw}`;
}

/** The hardware fields to show: those the cloud lets us set and the current choices leave a meaning. */
export function shownFields(
  choices: Pick<ImageFields, 'os' | 'hypervisor'>,
  profile: CloudProfile,
): ReadonlySet<HardwareConcept> {
  const use: Readonly<Partial<Record<HardwareConcept, FieldUse>>> = fieldUses(choices);
  return new Set(hardwareConcepts.filter((concept) => canWrite(profile, concept) && use[concept] !== 'hidden'));
}

/** True where an image of this kind cannot do without a boot mode. */
export function needsBootMode(choices: Pick<ImageFields, 'os' | 'hypervisor'>, profile: CloudProfile): boolean {
  return canWrite(profile, 'bootMode') && fieldUses(choices).bootMode === 'required';
}

function fieldUses(choices: Pick<ImageFields, 'os' | 'hypervisor'>): Readonly<Record<ConditionalField, FieldUse>> {
  return conditionalFieldUse({ os: knownValueOf(choices.os), hypervisor: knownValueOf(choices.hypervisor) });
}
