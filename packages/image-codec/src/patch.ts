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

/** What a property is to be; `null` = gone. */
type Target = readonly [name: string, value: Value | null];

/**
 * What must be sent so that the image becomes as the draft says: nothing for what the draft leaves
 * undecided, nothing for a value that is there already in another spelling, and no word about
 * properties the draft does not name.
 * @param wire the image as last read from the cloud, not as a form has shown it
 */
export function encodePatch(wire: WireImage, draft: ImageDraft, profile: CloudProfile): readonly JsonPatchOperation[] {
  const image = decodeImage(wire, profile);
  const targets = new Map<string, Value | null>([
    ...attributeTargets(image, draft, profile),
    ...hardwareTargets(image, draft, profile),
    ...propertyTargets(wire, draft),
  ]);
  return [...targets].flatMap((target) => operation(wire, target));
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
  if (draft.tags !== undefined && !sameTags(image.tags, draft.tags)) targets.push(['tags', draft.tags]);
  if (draft.visibility !== undefined && draft.visibility !== image.visibility && visibility.write !== null) {
    set(visibility.write, undefined, visibility.values[draft.visibility]);
  }
  if (draft.description !== undefined && draft.description !== image.description) {
    const text = draft.description.trim();
    targets.push([description, text === '' ? null : text]);
  }
  return targets;
}

/** A concept that changes is written by its own name, and every other name it is read by goes: it would say the old value. */
function hardwareTargets(image: Image, draft: ImageDraft, profile: CloudProfile): readonly Target[] {
  return hardwareConcepts.flatMap((concept) => {
    const value = draft[concept];
    const before = image[concept];
    if (value === undefined || (before.kind === 'known' && before.value === value)) return [];
    const spelling = profile.concepts[concept];
    const writes = hardwareWrites(spelling, value);
    if (spelling === undefined || writes.size === 0) return [];
    const shadows = spelling.read.filter((name) => !writes.has(name)).map((name): Target => [name, null]);
    return [...writes, ...shadows];
  });
}

function propertyTargets(wire: WireImage, draft: ImageDraft): readonly Target[] {
  return Object.entries(draft.properties ?? {}).filter(
    ([name, value]) => !isAttribute(name) && value !== propertyText(wire[name]),
  );
}

function operation(wire: WireImage, [name, value]: Target): readonly JsonPatchOperation[] {
  const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const isThere = wire[name] !== undefined && wire[name] !== null;
  if (value === null) return isThere ? [{ op: 'remove', path }] : [];
  if (value === wire[name]) return [];
  // `replace` of a property that is not there is a 409; `add` sets one either way (Glance 25.1).
  return [{ op: isThere ? 'replace' : 'add', path, value }];
}

/** Tags are a set: Glance keeps neither their order nor doubles. */
function sameTags(before: readonly string[], after: readonly string[]): boolean {
  const set = new Set(after);
  return set.size === new Set(before).size && before.every((tag) => set.has(tag));
}
