/** What is wrong with a value; each code has a sentence in the locales, with `params` filled in. */
export interface FieldFault {
  readonly code: FieldFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}
export const fieldFaultCodes = [
  'required',
  'tooLong',
  'fourByte',
  'pattern',
  'notNumber',
  'notWhole',
  'tooSmall',
  'tooLarge',
  'step',
  'underVirtualSize',
  'scheme',
  'address',
  'duplicate',
  'tooMany',
] as const;
export type FieldFaultCode = (typeof fieldFaultCodes)[number];

/** A rule as cloud profiles state it; `pattern` is matched against the whole text. */
export interface TextRule {
  readonly max: number;
  readonly pattern?: RegExp;
}

/** Largest value of the API's whole numbers (Glance 25.1 refuses 2^31). */
export const wholeNumberMax = 2_147_483_647;
/** Step of minimum memory, GiB. */
export const memoryStepGib = 0.5;
/** Tags, and likewise properties, one image can have (Glance 25.1). */
export const tagsMax = 128;

const fault = (code: FieldFaultCode, params: FieldFault['params'] = {}): FieldFault => ({ code, params });

/** Length as the API counts it: in characters, not in UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Whether it holds characters beyond U+FFFF, as emoji: the clouds' databases have three bytes a character. */
export function isBeyondBmp(text: string): boolean {
  return lengthOf(text) !== text.length;
}

/** Image name, judged after trimming. Glance 25.1 refuses characters beyond U+FFFF, such as emoji. */
export function nameFault(name: string, rule: TextRule): FieldFault | null {
  const text = name.trim();
  if (text === '') return fault('required');
  if (isBeyondBmp(text)) return fault('fourByte');
  return textFault(text, rule);
}

export function descriptionFault(description: string, rule: TextRule): FieldFault | null {
  const text = description.trim();
  return text === '' ? null : textFault(text, rule);
}

/** One tag among those the image already has. */
export function tagFault(tag: string, others: readonly string[], rule: TextRule): FieldFault | null {
  if (tag.trim() === '') return fault('required');
  if (others.includes(tag)) return fault('duplicate', { tag });
  return textFault(tag, rule) ?? (others.length >= tagsMax ? fault('tooMany', { max: tagsMax }) : null);
}

function textFault(text: string, rule: TextRule): FieldFault | null {
  if (lengthOf(text) > rule.max) return fault('tooLong', { max: rule.max, length: lengthOf(text) });
  return rule.pattern === undefined || rule.pattern.test(text) ? null : fault('pattern');
}

/** Minimum disk, GiB. `virtualSize` in bytes, where it is known: a smaller disk could not hold the image. */
export function minDiskFault(gib: number, virtualSize: number | null): FieldFault | null {
  if (!Number.isFinite(gib)) return fault('notNumber');
  if (!Number.isInteger(gib)) return fault('notWhole');
  const range = rangeFault(gib, wholeNumberMax);
  if (range !== null) return range;
  const least = Math.ceil((virtualSize ?? 0) / 1024 ** 3);
  // 0 states no minimum at all, which is no contradiction.
  return gib !== 0 && gib < least ? fault('underVirtualSize', { min: least }) : null;
}

/**
 * Minimum memory, GiB in halves.
 * @param kept MiB the image has already, which may stay though no half
 */
export function minMemoryFault(gib: number, kept?: number): FieldFault | null {
  if (!Number.isFinite(gib)) return fault('notNumber');
  const range = rangeFault(gib, Math.floor(wholeNumberMax / 1024));
  if (range !== null) return range;
  return gib % memoryStepGib === 0 || gib * 1024 === kept ? null : fault('step', { step: memoryStepGib });
}

function rangeFault(value: number, max: number): FieldFault | null {
  if (value < 0) return fault('tooSmall', { min: 0 });
  return value > max ? fault('tooLarge', { max }) : null;
}

/** Address of an image file: a scheme the cloud fetches, a host, and a path that names a file. */
export function sourceUrlFault(address: string, schemes: readonly string[]): FieldFault | null {
  const text = address.trim();
  if (text === '') return fault('required');
  if (!URL.canParse(text)) return fault('address');
  const url = new URL(text);
  if (!schemes.includes(url.protocol.slice(0, -1))) return fault('scheme', { schemes: schemes.join(', ') });
  return url.hostname === '' || url.pathname.endsWith('/') || /\s/.test(text) ? fault('address') : null;
}
