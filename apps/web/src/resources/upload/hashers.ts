import {
  createBLAKE2b,
  createBLAKE2s,
  createMD5,
  createSHA1,
  createSHA224,
  createSHA256,
  createSHA384,
  createSHA512,
  type IHasher,
} from 'hash-wasm';
import type { Digests, HashName } from './hashes.ts';
import { type Hasher, readPieces } from './source.ts';

const makers: Readonly<Record<HashName, () => Promise<IHasher>>> = {
  md5: createMD5,
  sha1: createSHA1,
  sha224: createSHA224,
  sha256: createSHA256,
  sha384: createSHA384,
  sha512: createSHA512,
  blake2b: () => createBLAKE2b(512),
  blake2s: () => createBLAKE2s(256),
};

/** Several hashes over the same bytes; `null` where none is wanted. */
export async function createHasher(names: readonly HashName[]): Promise<Hasher | null> {
  if (names.length === 0) return null;
  const hashers = await Promise.all(
    [...new Set(names)].map(async (name) => [name, (await makers[name]()).init()] as const),
  );
  return {
    update(bytes) {
      for (const [, hasher] of hashers) hasher.update(bytes);
    },
    digest: (): Digests => Object.fromEntries(hashers.map(([name, hasher]) => [name, hasher.digest()])),
  };
}

const PART_BYTES = 8 * 1024 * 1024;

/** Hashes a file or a part of one, without sending it. @throws FileGone */
export async function hashBlob(
  blob: Blob,
  names: readonly HashName[],
  onBytes: (bytes: number) => void,
): Promise<Digests> {
  const hasher = await createHasher(names);
  if (hasher === null) return {};
  for (let at = 0; at < blob.size; at += PART_BYTES) {
    await readPieces(blob.slice(at, at + PART_BYTES), (bytes) => hasher.update(bytes));
    onBytes(Math.min(blob.size, at + PART_BYTES));
  }
  return hasher.digest();
}
