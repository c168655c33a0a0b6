/** Hashes that the console computes, by their names in Glance (`os_hash_algo`). */
export const hashNames = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s'] as const;
export type HashName = (typeof hashNames)[number];

/** Digests that the browser has computed, in lower-case hex. */
export type Digests = Readonly<Partial<Record<HashName, string>>>;

/** A checksum that was published for a file and that the user has typed in. */
export interface Checksum {
  readonly name: HashName;
  /** Lower-case hex. */
  readonly value: string;
}

export function isHashName(name: string): name is HashName {
  return hashNames.some((known) => known === name);
}

/** By the number of hex digits. */
const nameByLength: Readonly<Record<number, HashName>> = { 32: 'md5', 64: 'sha256', 128: 'sha512' };

/** Finds an MD5, SHA-256 or SHA-512 in a text such as a line of `sha256sum`; `null` for none or several. */
export function parseChecksum(text: string): Checksum | null {
  const tokens = text.toLowerCase().match(/[0-9a-z]+/g) ?? [];
  const values = tokens.filter((token) => /^[0-9a-f]+$/.test(token) && nameByLength[token.length] !== undefined);
  const [value] = values;
  const name = nameByLength[value?.length ?? 0];
  return value === undefined || name === undefined || values.length > 1 ? null : { name, value };
}
