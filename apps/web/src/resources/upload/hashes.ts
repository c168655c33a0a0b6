/** Hashes we can compute, by the names the image service has for them (`os_hash_algo`). */
export const hashNames = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s'] as const;
export type HashName = (typeof hashNames)[number];
/** Hex, in small letters. */
export type Digests = Readonly<Partial<Record<HashName, string>>>;

export function isHashName(name: string): name is HashName {
  return hashNames.some((known) => known === name);
}

/** A checksum as somebody published it for the file. */
export interface Checksum {
  readonly name: HashName;
  /** Hex, in small letters. */
  readonly value: string;
}

/** By the number of hex digits. */
const nameByLength: Readonly<Record<number, HashName>> = { 32: 'md5', 64: 'sha256', 128: 'sha512' };

/** MD5, SHA-256 or SHA-512 in hex, alone or in a line such as `sha256sum` writes; `null` for anything else. */
export function readChecksum(text: string): Checksum | null {
  const words = text.toLowerCase().match(/[0-9a-z]+/g) ?? [];
  const found = words.filter((word) => /^[0-9a-f]+$/.test(word) && nameByLength[word.length] !== undefined);
  const [value] = found;
  const name = nameByLength[value?.length ?? 0];
  return value === undefined || name === undefined || found.length > 1 ? null : { name, value };
}
