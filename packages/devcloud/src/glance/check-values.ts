import { badRequest, crashed } from './glance-fault.ts';
import { titleCase } from './python-repr.ts';
import type { StoredImage } from './stored-image.ts';

/** Attributes that no client may set, grouped by the error message that they cause. */
export const READ_ONLY_ON_CREATE = ['direct_url', 'self', 'file', 'schema', 'stores'];
export const READ_ONLY = [
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
  'id',
  'os_hash_algo',
  'os_hash_value',
];

const RESERVED = ['location', 'locations', 'deleted', 'deleted_at'];

export function isReserved(key: string): boolean {
  return RESERVED.includes(key) || key.startsWith('os_glance');
}

const MAX_INT = 2 ** 31 - 1;

/**
 * Throws 400 for values that the schema accepts and the service does not: negative or huge minimums, characters beyond
 * U+FFFF.
 */
export function checkValues(image: StoredImage): void {
  for (const [param, value] of [
    ['min_disk', image.minDisk],
    ['min_ram', image.minRam],
  ] as const) {
    if (value < 0) throw badRequest(`Invalid value '${value}' for parameter '${param}': Cannot be a negative value`);
    if (value > MAX_INT) throw badRequest(`'${param}' value out of range, must not exceed ${MAX_INT}.`);
  }
  if (image.tags.some(isBeyondBmp)) throw badRequest("Param values can't contain 4 byte unicode.");
  // Glance answers 500 for an unpaired surrogate, because its database cannot store one.
  if (!JSON.stringify([image.name, image.tags, image.properties]).isWellFormed()) throw crashed();
  const texts = { name: image.name, owner: image.owner, ...image.properties };
  for (const [key, value] of Object.entries(texts)) {
    if (isBeyondBmp(key)) throw badRequest("Property names can't contain 4 byte unicode.");
    if (value !== null && isBeyondBmp(value)) {
      throw badRequest(`${titleCase(key)} can't contain 4 byte unicode characters.`);
    }
  }
}

/** Returns whether the text has characters of four bytes in UTF-8, which MySQL's `utf8` columns cannot store. */
export function isBeyondBmp(text: string): boolean {
  return /[\u{10000}-\u{10ffff}]/u.test(text);
}
