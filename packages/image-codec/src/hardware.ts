import type { CloudProfile, ConceptSpelling } from '@console/cloud-profiles';
import {
  architectures,
  bootModes,
  type Hardware,
  type HardwareConcept,
  hypervisors,
  osCategories,
  type Spelled,
} from '@console/image-model';
import type { WireImage } from '@console/openstack-api';
import { propertyText } from './wire-values.ts';

/** Decodes every hardware concept of an image, and lists the properties that the values were read from. */
export function readHardware(
  wire: WireImage,
  profile: CloudProfile,
): { readonly hardware: Hardware; readonly usedNames: ReadonlySet<string> } {
  const usedNames = new Set<string>();
  const read = <T>(concept: HardwareConcept, fromKey: (key: string) => T | undefined): Spelled<T> => {
    const result = readConcept(wire, profile.concepts[concept], fromKey);
    for (const name of result.usedNames) usedNames.add(name);
    return result.spelled;
  };
  const hardware: Hardware = {
    os: read('os', oneOf(osCategories)),
    architecture: read('architecture', oneOf(architectures)),
    hypervisor: read('hypervisor', oneOf(hypervisors)),
    bootMode: read('bootMode', oneOf(bootModes)),
    liveResize: read('liveResize', flag),
    guestAgent: read('guestAgent', flag),
    nicMultiqueue: read('nicMultiqueue', flag),
    passwordEncryption: read('passwordEncryption', flag),
    virtio: read('virtio', flag),
  };
  return { hardware, usedNames };
}

function readConcept<T>(
  wire: WireImage,
  spelling: ConceptSpelling | undefined,
  fromKey: (key: string) => T | undefined,
): { readonly spelled: Spelled<T>; readonly usedNames: readonly string[] } {
  if (spelling === undefined) return { spelled: { kind: 'absent' }, usedNames: [] };
  const name = spelling.read.find((each) => (propertyText(wire[each]) ?? '').trim() !== '');
  const raw = name === undefined ? null : propertyText(wire[name]);
  const key = raw === null ? spelling.absent : keyOf(spelling, raw);
  const value = key === null ? undefined : fromKey(key);
  const spelled: Spelled<T> =
    value !== undefined ? { kind: 'known', value } : raw !== null ? { kind: 'unknown', raw } : { kind: 'absent' };
  return { spelled, usedNames: name === undefined ? [] : [name, ...redundantCompanions(wire, spelling, key)] };
}

/** Value by lower-case text, for each spelling: built once, because a list has up to ten thousand images. */
const keysByText = new WeakMap<ConceptSpelling, ReadonlyMap<string, string>>();

/** The value that a text spells, whatever its case; `null` when the table has no such text. */
function keyOf(spelling: ConceptSpelling, raw: string): string | null {
  let keys = keysByText.get(spelling);
  if (keys === undefined) {
    const written = Object.entries(spelling.values).flatMap(([key, text]) =>
      typeof text === 'string' ? [[text.toLowerCase(), key] as const] : [],
    );
    // `values` wins over `alsoRead`, and the first of two values with the same text wins.
    keys = new Map([...Object.entries(spelling.alsoRead), ...written.reverse()]);
    keysByText.set(spelling, keys);
  }
  return keys.get(raw.trim().toLowerCase()) ?? null;
}

/** Companions whose value follows from the concept's value. */
function redundantCompanions(wire: WireImage, spelling: ConceptSpelling, key: string | null): readonly string[] {
  if (key === null) return [];
  return spelling.beside
    .filter(({ name, values }) => typeof values[key] === 'string' && wire[name] === values[key])
    .map(({ name }) => name);
}

/**
 * Properties to write so that a concept has the value; `null` removes a property. Empty when the cloud cannot express
 * the value.
 */
export function hardwareWrites(
  spelling: ConceptSpelling | undefined,
  value: string | boolean,
): ReadonlyMap<string, string | null> {
  const key = String(value);
  const text = spelling?.values[key];
  if (spelling === undefined || spelling.write === null || text === undefined) return new Map();
  return new Map([
    [spelling.write, text],
    ...spelling.beside.map(({ name, values }) => [name, values[key] ?? null] as const),
  ]);
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (key: string): T | undefined =>
    values.find((value) => value === key);

function flag(key: string): boolean | undefined {
  return key === 'true' ? true : key === 'false' ? false : undefined;
}
