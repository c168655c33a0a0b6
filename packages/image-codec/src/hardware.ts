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

/** What an image has said about one concept, and which properties that took. */
interface Reading<T> {
  readonly spelled: Spelled<T>;
  readonly taken: readonly string[];
}

/** Every concept of an image, and the names of the properties they were read from. */
export function readHardware(
  wire: WireImage,
  profile: CloudProfile,
): { readonly hardware: Hardware; readonly taken: ReadonlySet<string> } {
  const taken = new Set<string>();
  const take = <T>(concept: HardwareConcept, fromKey: (key: string) => T | undefined): Spelled<T> => {
    const reading = readConcept(wire, profile.concepts[concept], fromKey);
    for (const name of reading.taken) taken.add(name);
    return reading.spelled;
  };
  const hardware: Hardware = {
    os: take('os', oneOf(osCategories)),
    architecture: take('architecture', oneOf(architectures)),
    hypervisor: take('hypervisor', oneOf(hypervisors)),
    bootMode: take('bootMode', oneOf(bootModes)),
    liveResize: take('liveResize', flag),
    guestAgent: take('guestAgent', flag),
    nicMultiqueue: take('nicMultiqueue', flag),
    passwordEncryption: take('passwordEncryption', flag),
    virtio: take('virtio', flag),
  };
  return { hardware, taken };
}

function readConcept<T>(
  wire: WireImage,
  spelling: ConceptSpelling | undefined,
  fromKey: (key: string) => T | undefined,
): Reading<T> {
  if (spelling === undefined) return { spelled: { kind: 'absent' }, taken: [] };
  const name = spelling.read.find((one) => (propertyText(wire[one]) ?? '').trim() !== '');
  const raw = name === undefined ? null : propertyText(wire[name]);
  const key = raw === null ? spelling.absent : keyOf(spelling, raw);
  const value = key === null ? undefined : fromKey(key);
  const spelled: Spelled<T> =
    value !== undefined ? { kind: 'known', value } : raw !== null ? { kind: 'unknown', raw } : { kind: 'absent' };
  return { spelled, taken: name === undefined ? [] : [name, ...agreeing(wire, spelling, key)] };
}

/** What each text in lower case is read as, by spelling: made once, not for each of ten thousand images. */
const readings = new WeakMap<ConceptSpelling, ReadonlyMap<string, string>>();

function readingsOf(spelling: ConceptSpelling): ReadonlyMap<string, string> {
  const made = readings.get(spelling);
  if (made !== undefined) return made;
  const written = Object.entries(spelling.values).flatMap(([key, text]) =>
    typeof text === 'string' ? [[text.toLowerCase(), key] as const] : [],
  );
  // Of two that spell alike the first written one counts, and any of them before a further spelling.
  const all = new Map([...Object.entries(spelling.alsoRead), ...written.reverse()]);
  readings.set(spelling, all);
  return all;
}

/** The value a raw text spells, whatever its case; `null` when the table has none. */
function keyOf(spelling: ConceptSpelling, raw: string): string | null {
  return readingsOf(spelling).get(raw.trim().toLowerCase()) ?? null;
}

/** Companions that say no more than the concept already does. */
function agreeing(wire: WireImage, spelling: ConceptSpelling, key: string | null): readonly string[] {
  if (key === null) return [];
  return spelling.beside
    .filter(({ name, values }) => typeof values[key] === 'string' && wire[name] === values[key])
    .map(({ name }) => name);
}

/** What to write so that a concept has the value: property to text, `null` to have none. Empty = cannot be said. */
export function hardwareWrites(
  spelling: ConceptSpelling | undefined,
  value: string | boolean,
): ReadonlyMap<string, string | null> {
  const key = String(value);
  const written = spelling?.values[key];
  if (spelling === undefined || spelling.write === null || written === undefined) return new Map();
  return new Map([
    [spelling.write, written],
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
