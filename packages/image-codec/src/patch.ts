import type { CloudProfile } from '@console/cloud-profiles';
import { hardwareConcepts, type Image, type ImageDraft } from '@console/image-model';
import type { WireImage } from '@console/openstack-api';
import { isAttribute } from './attributes.ts';
import { decodeImage } from './decode.ts';
import { hardwareWrites } from './hardware.ts';
import { propertyText } from './wire-values.ts';

type Value = string | number | boolean | readonly string[];
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Value }
  | { readonly op: 'remove'; readonly path: string };

/** Value that a property is to have; `null` removes it. */
type Target = readonly [name: string, value: Value | null];

/**
 * Body of `PATCH /v2/images/{id}` that gives the image the values of the draft. Fields that are undefined in the draft,
 * values that the image already has in another spelling, and properties that the draft does not name stay unchanged.
 * @param wire the image as last read from the cloud, not as a form showed it
 */
export function encodePatch(wire: WireImage, draft: ImageDraft, profile: CloudProfile): readonly JsonPatchOperation[] {
  const image = decodeImage(wire, profile);
  const targets = new Map<string, Value | null>([
    ...attributeTargets(image, draft, profile),
    ...hardwareTargets(image, draft, profile),
    ...propertyTargets(wire, draft),
  ]);
  return [...targets].flatMap((target) => operationsFor(wire, target));
}

function attributeTargets(image: Image, draft: ImageDraft, profile: CloudProfile): readonly Target[] {
  const { description, visibility } = profile.fields;
  const targets: Target[] = [];
  const set = (name: string, before: unknown, after: Value | undefined) => {
    if (after !== undefined && after !== before) targets.push([name, after]);
  };
  set('name', image.name, draft.name === image.name ? undefined : draft.name.trim());
  set('disk_format', image.diskFormat, draft.diskFormat);
  set('container_format', image.containerFormat, draft.containerFormat);
  set('min_disk', image.minDiskGib, draft.minDiskGib);
  set('min_ram', image.minMemoryMib, draft.minMemoryMib);
  set('protected', image.isProtected, draft.isProtected);
  set('os_hidden', image.isHidden, draft.isHidden);
  if (draft.tags !== undefined && !hasSameTags(image.tags, draft.tags)) targets.push(['tags', draft.tags]);
  if (draft.visibility !== undefined && draft.visibility !== image.visibility && visibility.write !== null) {
    set(visibility.write, undefined, visibility.values[draft.visibility]);
  }
  if (draft.description !== undefined && draft.description !== image.description) {
    const text = draft.description.trim();
    targets.push([description, text === '' ? null : text]);
  }
  return targets;
}

/** A changed concept is written under the profile's name; its other names are removed, as they hold the old value. */
function hardwareTargets(image: Image, draft: ImageDraft, profile: CloudProfile): readonly Target[] {
  return hardwareConcepts.flatMap((concept) => {
    const value = draft[concept];
    const before = image[concept];
    if (value === undefined || (before.kind === 'known' && before.value === value)) return [];
    const spelling = profile.concepts[concept];
    const writes = hardwareWrites(spelling, value);
    if (spelling === undefined || writes.size === 0) return [];
    const staleNames = spelling.read.filter((name) => !writes.has(name)).map((name): Target => [name, null]);
    return [...writes, ...staleNames];
  });
}

function propertyTargets(wire: WireImage, draft: ImageDraft): readonly Target[] {
  return Object.entries(draft.properties ?? {}).filter(
    ([name, value]) => !isAttribute(name) && value !== propertyText(wire[name]),
  );
}

function operationsFor(wire: WireImage, [name, value]: Target): readonly JsonPatchOperation[] {
  const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const exists = wire[name] !== undefined && wire[name] !== null;
  if (value === null) return exists ? [{ op: 'remove', path }] : [];
  if (value === wire[name]) return [];
  // Glance 25.1 answers 409 to `replace` of a property that does not exist.
  return [{ op: exists ? 'replace' : 'add', path, value }];
}

/** Glance stores tags as a set, without order and duplicates. */
function hasSameTags(before: readonly string[], after: readonly string[]): boolean {
  const set = new Set(after);
  return set.size === new Set(before).size && before.every((tag) => set.has(tag));
}
