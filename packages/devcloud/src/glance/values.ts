import { badRequest, crashed } from './glance-fault.ts';
import { titleCase } from './python-repr.ts';
import type { StoredImage } from './stored-image.ts';

/** What a client never sets, and in which words it is told. */
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

/** Throws 400 for what fits the schema but not the service: negative or huge minimums, characters beyond U+FFFF. */
export function checkValues(image: StoredImage): void {
  for (const [param, value] of [
    ['min_disk', image.minDisk],
    ['min_ram', image.minRam],
  ] as const) {
    if (value < 0) throw badRequest(`Invalid value '${value}' for parameter '${param}': Cannot be a negative value`);
    if (value > MAX_INT) throw badRequest(`'${param}' value out of range, must not exceed ${MAX_INT}.`);
  }
  if (image.tags.some(isBeyondBmp)) throw badRequest("Param values can't contain 4 byte unicode.");
  // Half a surrogate pair cannot be stored: the original breaks down over it.
  if (!JSON.stringify([image.name, image.tags, image.properties]).isWellFormed()) throw crashed();
  const texts = { name: image.name, owner: image.owner, ...image.properties };
  for (const [key, value] of Object.entries(texts)) {
    if (isBeyondBmp(key)) throw badRequest("Property names can't contain 4 byte unicode.");
    if (value !== null && isBeyondBmp(value)) {
      throw badRequest(`${titleCase(key)} can't contain 4 byte unicode characters.`);
    }
  }
}

/** Characters that take four bytes in UTF-8, which Glance's database cannot be trusted with. */
export function isBeyondBmp(text: string): boolean {
  return /[\u{10000}-\u{10ffff}]/u.test(text);
}
