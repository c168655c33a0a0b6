import { bytesToWholeGib } from '@console/units';

/** What is wrong with a field's value; the locales have a sentence for each code, with `params` filled in. */
export interface FieldViolation {
  readonly code: FieldViolationCode;
  readonly params: Readonly<Record<string, string | number>>;
}
export type FieldViolationCode =
  | 'required'
  | 'tooLong'
  | 'fourByte'
  | 'pattern'
  | 'notNumber'
  | 'notWhole'
  | 'tooSmall'
  | 'tooLarge'
  | 'step'
  | 'underVirtualSize'
  | 'scheme'
  | 'address'
  | 'duplicate'
  | 'tooMany'
  | 'reserved'
  | 'taken';

/** A rule for a text, stated by the cloud profile. */
export interface TextRule {
  /** Longest text, in characters. */
  readonly max: number;
  /** Matched against the whole text. */
  readonly pattern?: RegExp | undefined;
}

/** Largest whole number of the image API (Glance 25.1 refuses 2^31). */
const wholeNumberMax = 2_147_483_647;
/** Step of minimum memory, in GiB. */
export const memoryStepGib = 0.5;
/** Most tags, and most properties, of one image (Glance 25.1). */
export const tagsMax = 128;
/** Longest name of a property, in characters (Glance 25.1). */
export const propertyKeyMax = 255;

const violation = (code: FieldViolationCode, params: FieldViolation['params'] = {}): FieldViolation => ({
  code,
  params,
});

/** Length as the image API counts it: in characters, not in UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Whether a text has characters beyond U+FFFF, such as emoji: the clouds' databases store three bytes a character. */
export function isBeyondBmp(text: string): boolean {
  return lengthOf(text) !== text.length;
}

/** Checks an image name without its surrounding spaces. Glance 25.1 refuses characters beyond U+FFFF. */
export function nameViolation(name: string, rule: TextRule): FieldViolation | null {
  const text = name.trim();
  if (text === '') return violation('required');
  const found = textViolation(text, rule);
  return found?.code !== 'tooLong' && isBeyondBmp(text) ? violation('fourByte') : found;
}

export function descriptionViolation(description: string, rule: TextRule): FieldViolation | null {
  const text = description.trim();
  return text === '' ? null : textViolation(text, rule);
}

/** Checks a tag that is to be added to `others`. */
export function tagViolation(tag: string, others: readonly string[], rule: TextRule): FieldViolation | null {
  if (tag.trim() === '') return violation('required');
  if (others.includes(tag)) return violation('duplicate', { tag });
  return textViolation(tag, rule) ?? (others.length >= tagsMax ? violation('tooMany', { max: tagsMax }) : null);
}

/** Checks all tags of an image. */
export function tagsViolation(tags: readonly string[], rule: TextRule): FieldViolation | null {
  if (tags.length > tagsMax) return violation('tooMany', { max: tagsMax });
  const found = tags.map((tag) => textViolation(tag, rule));
  return found.find((each) => each?.code === 'tooLong') ?? found.find((each) => each !== null) ?? null;
}

/** Attributes that only the image service writes, or that have a form field of their own. */
const reservedKeys =
  /^(id|status|size|virtual_size|checksum|os_hash_(algo|value)|created_at|updated_at|owner|file|self|schema|direct_url|locations|stores|os_hidden|os_glance_.*)$/;

export function isReservedKey(key: string): boolean {
  return reservedKeys.test(key.trim());
}

/**
 * Checks the name of a property. The clouds' databases do not distinguish names by case.
 * @param others names of the image's other properties
 * @param fieldKeys properties that the form's own fields write
 */
export function propertyKeyViolation(
  key: string,
  others: readonly string[],
  fieldKeys: readonly string[],
): FieldViolation | null {
  const text = key.trim();
  if (text === '') return violation('required');
  if (lengthOf(text) > propertyKeyMax) return violation('tooLong', { max: propertyKeyMax, length: lengthOf(text) });
  if (isReservedKey(text)) return violation('reserved');
  const isSame = (other: string) => other.trim().toLowerCase() === text.toLowerCase();
  if (fieldKeys.some(isSame)) return violation('taken');
  return others.some(isSame) ? violation('duplicate') : null;
}

function textViolation(text: string, rule: TextRule): FieldViolation | null {
  if (lengthOf(text) > rule.max) return violation('tooLong', { max: rule.max, length: lengthOf(text) });
  return rule.pattern === undefined || rule.pattern.test(text) ? null : violation('pattern');
}

/**
 * Checks a minimum disk in GiB.
 * @param virtualGib GiB of the image's disk, 0 when unknown; a smaller disk could not hold the image
 */
export function minDiskViolation(gib: number, virtualGib: number): FieldViolation | null {
  if (!Number.isFinite(gib)) return violation('notNumber');
  if (gib < 0) return violation('tooSmall', { min: 0 });
  if (!Number.isInteger(gib)) return violation('notWhole');
  if (gib > wholeNumberMax) return violation('tooLarge', { max: wholeNumberMax });
  return gib < virtualGib ? violation('underVirtualSize', { min: virtualGib }) : null;
}

/**
 * Checks a minimum memory in GiB, in steps of a half.
 * @param currentMib the image's present value, which stays valid although it is no multiple of the step
 */
export function minMemoryViolation(gib: number, currentMib?: number): FieldViolation | null {
  if (!Number.isFinite(gib)) return violation('notNumber');
  if (gib < 0) return violation('tooSmall', { min: 0 });
  if (gib * 1024 > wholeNumberMax) return violation('tooLarge', { max: Math.floor(wholeNumberMax / 1024) });
  return gib % memoryStepGib === 0 || gib * 1024 === currentMib ? null : violation('step', { step: memoryStepGib });
}

/** Checks the address of an image file: a scheme that the cloud fetches, a host, and a path that names a file. */
export function sourceUrlViolation(address: string, schemes: readonly string[]): FieldViolation | null {
  const text = address.trim();
  if (text === '') return violation('required');
  if (!URL.canParse(text)) return violation('address');
  const url = new URL(text);
  if (!schemes.includes(url.protocol.slice(0, -1))) return violation('scheme', { schemes: schemes.join(', ') });
  return url.hostname === '' || url.pathname.endsWith('/') || /\s/.test(text) ? violation('address') : null;
}

/** The smallest disk or volume in GiB for an image: its minimum and its virtual size, at least 1. */
export function leastDiskGib(image: { readonly minDiskGib: number; readonly virtualSize: number | null }): number {
  return Math.max(1, image.minDiskGib, bytesToWholeGib(image.virtualSize ?? 0));
}
