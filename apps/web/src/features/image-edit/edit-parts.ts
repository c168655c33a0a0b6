import { hardwareConcepts } from '@console/image-model';
import { gibToMib } from '@console/units';
import { propertiesOf, visibilityOf } from '../../resources/image-fields/fields-draft.ts';
import type { EditValues } from './edit-values.ts';

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
/** A unit of change: a field, the two fields of visibility together, all tags, or one further property. */
export type Part = PlainPart | PropertyPart;
type PartValue = string | number | boolean | null;

const propertyPrefix = 'property:';

/** Returns the name of a part's further property; `null` for another part. */
export function propertyOf(part: Part): string | null {
  return part.startsWith(propertyPrefix) ? part.slice(propertyPrefix.length) : null;
}

/** Returns the value of a part for comparison. Values that are sent alike are equal. */
export function partValueOf(values: EditValues, part: Part): PartValue {
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

/** Copies one part from other values. */
export function withPart(values: EditValues, from: EditValues, part: Part): EditValues {
  if (part === 'visibility') {
    return { ...values, isPublic: from.isPublic, limitedVisibility: from.limitedVisibility };
  }
  if (!isProperty(part)) return { ...values, [part]: from[part] };
  const key = part.slice(propertyPrefix.length);
  const value = propertyValue(from, part);
  const others = values.properties.filter((row) => row.key.trim() !== key);
  if (value === undefined) return { ...values, properties: others };
  return others.length === values.properties.length
    ? { ...values, properties: [...others, { key, value }] }
    : { ...values, properties: values.properties.map((row) => (row.key.trim() === key ? { key, value } : row)) };
}

/** Returns the parts of all the values, further properties included. */
export function partsOf(...all: readonly EditValues[]): readonly Part[] {
  const keys = new Set(all.flatMap((values) => Object.keys(propertiesOf(values.properties))));
  return [...fieldParts, 'visibility', 'tags', ...[...keys].map((key): Part => `${propertyPrefix}${key}`)];
}

export function isSamePart(one: EditValues, other: EditValues, part: Part): boolean {
  return partValueOf(one, part) === partValueOf(other, part);
}

/** Returns the parts in which two values differ. */
export function changedParts(from: EditValues, to: EditValues): readonly Part[] {
  return partsOf(from, to).filter((part) => !isSamePart(from, to, part));
}

function isProperty(part: Part): part is PropertyPart {
  return part.startsWith(propertyPrefix);
}

function propertyValue(values: EditValues, part: PropertyPart): string | undefined {
  const properties = new Map(Object.entries(propertiesOf(values.properties)));
  return properties.get(part.slice(propertyPrefix.length));
}
