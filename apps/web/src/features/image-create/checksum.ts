import type { Checksum, HashName } from '../../resources/upload-persistence/upload-record.ts';

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
