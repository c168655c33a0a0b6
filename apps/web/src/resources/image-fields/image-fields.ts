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

/** The hardware fields that are switches. */
export const switchFields = ['liveResize', 'guestAgent', 'nicMultiqueue', 'passwordEncryption'] as const;
export type SwitchConcept = (typeof switchFields)[number];

/** A value that the console does not know, as the cloud wrote it. It is kept when the image is saved. */
export type RawValue = `raw:${string}`;

/** `null` = nothing chosen. */
export type Choice<T extends string> = T | RawValue | null;

/** The values of the two inputs of a property's row. */
export interface PropertyRow {
  readonly key: string;
  readonly value: string;
}

/** Form values of the image's own fields, shared by create and edit. Minimums are in GiB. */
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
  /** The visibility while `isPublic` is false. */
  limitedVisibility: Exclude<Visibility, 'public'>;
  isProtected: boolean;
  tags: string[];
  /** A choice and not a switch, because most images have no value. */
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

const rawPrefix = 'raw:';

/** Returns the cloud's own text of an unknown value; `null` for a known value. */
export function rawOf(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith(rawPrefix) ? value.slice(rawPrefix.length) : null;
}

/** Returns a known value; `undefined` for an unknown or empty one. */
export function knownValueOf<T extends string | boolean>(value: T | RawValue | null): T | undefined {
  return value === null || isRaw(value) ? undefined : value;
}

function isRaw(value: unknown): value is RawValue {
  return rawOf(value) !== null;
}

/** Converts a value of the model to a field value. */
export function choiceOf<T extends string | boolean>(spelled: Spelled<T>): T | RawValue | null {
  if (spelled.kind === 'absent') return null;
  return spelled.kind === 'known' ? spelled.value : `raw:${spelled.raw}`;
}

/** Returns the hardware fields to show: those that the cloud can store and that have a meaning for the OS and hypervisor. */
export function shownFields(
  choices: Pick<ImageFields, 'os' | 'hypervisor'>,
  profile: CloudProfile,
): ReadonlySet<HardwareConcept> {
  const use: Readonly<Partial<Record<HardwareConcept, FieldUse>>> = fieldUses(choices);
  return new Set(hardwareConcepts.filter((concept) => canWrite(profile, concept) && use[concept] !== 'hidden'));
}

/** Whether the boot mode is required, which it is for bare metal. */
export function needsBootMode(choices: Pick<ImageFields, 'os' | 'hypervisor'>, profile: CloudProfile): boolean {
  return canWrite(profile, 'bootMode') && fieldUses(choices).bootMode === 'required';
}

function fieldUses(choices: Pick<ImageFields, 'os' | 'hypervisor'>): Readonly<Record<ConditionalField, FieldUse>> {
  return conditionalFieldUse({ os: knownValueOf(choices.os), hypervisor: knownValueOf(choices.hypervisor) });
}
