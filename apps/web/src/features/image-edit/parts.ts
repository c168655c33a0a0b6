import { hardwareConcepts } from '@console/image-model';
import { gibToMib } from '@console/units';
import { propertiesOf, visibilityOf } from '../../resources/image-fields/fields-draft.ts';
import type { EditValues } from './values.ts';

const fieldParts = [
  'name',
  'diskFormat',
  'description',
  ...hardwareConcepts,
  'minDiskGib',
  'minMemoryGib',
  'isProtected',
  'isHidden',
] as const;
type FieldPart = (typeof fieldParts)[number];
type PropertyPart = `property:${string}`;

export type PlainPart = FieldPart | 'visibility' | 'tags';
/** What changes as one: a field, the two fields of visibility together, all tags, or one further property. */
export type Part = PlainPart | PropertyPart;
type PartValue = string | number | boolean | null;

const propertyMark = 'property:';

/** The name of the further property that a part is; `null` for any other part. */
export function propertyOf(part: Part): string | null {
  return part.startsWith(propertyMark) ? part.slice(propertyMark.length) : null;
}

/** What a part holds, in a form that can be compared: two texts that are sent alike are alike. */
export function partValue(values: EditValues, part: Part): PartValue {
  switch (part) {
    case 'name':
    case 'description':
      return values[part].trim();
    case 'minDiskGib':
      return values.minDiskGib ?? 0;
    case 'minMemoryGib':
      return gibToMib(values.minMemoryGib ?? 0);
    case 'visibility':
      return visibilityOf(values);
    case 'tags':
      return JSON.stringify([...new Set(values.tags)].sort());
    default:
      return isProperty(part) ? (propertyValue(values, part) ?? null) : values[part];
  }
}

/** The values with one part taken from others. */
export function withPart(into: EditValues, from: EditValues, part: Part): EditValues {
  if (part === 'visibility') {
    return { ...into, isPublic: from.isPublic, limitedVisibility: from.limitedVisibility };
  }
  if (!isProperty(part)) return { ...into, [part]: from[part] };
  const key = part.slice(propertyMark.length);
  const value = propertyValue(from, part);
  const others = into.properties.filter((row) => row.key.trim() !== key);
  if (value === undefined) return { ...into, properties: others };
  return others.length === into.properties.length
    ? { ...into, properties: [...others, { key, value }] }
    : { ...into, properties: into.properties.map((row) => (row.key.trim() === key ? { key, value } : row)) };
}

/** Every part that any of these has. */
export function partsOf(...all: readonly EditValues[]): readonly Part[] {
  const keys = new Set(all.flatMap((values) => Object.keys(propertiesOf(values.properties))));
  return [...fieldParts, 'visibility', 'tags', ...[...keys].map((key): Part => `${propertyMark}${key}`)];
}

export function isSamePart(one: EditValues, other: EditValues, part: Part): boolean {
  return partValue(one, part) === partValue(other, part);
}

/** What somebody has changed. */
export function changedParts(from: EditValues, to: EditValues): readonly Part[] {
  return partsOf(from, to).filter((part) => !isSamePart(from, to, part));
}

function isProperty(part: Part): part is PropertyPart {
  return part.startsWith(propertyMark);
}

function propertyValue(values: EditValues, part: PropertyPart): string | undefined {
  const properties = new Map(Object.entries(propertiesOf(values.properties)));
  return properties.get(part.slice(propertyMark.length));
}
