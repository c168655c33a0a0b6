import { createCipheriv, createHash } from 'node:crypto';

/** Endless bytes that no compression helps, the same every time for one seed, readable from any offset. */
export interface Bytes {
  at(from: number, length: number): Buffer;
  /** SHA-512 in hex of the first `length` bytes. */
  sha512(length: number): string;
}

const BLOCK = 16;
const MiB = 1024 ** 2;

export function seededBytes(seed: number): Bytes {
  const key = createHash('sha256').update(`upload ${seed}`).digest().subarray(0, 16);
  const at = (from: number, length: number): Buffer => {
    const counter = Buffer.alloc(BLOCK);
    counter.writeUInt32BE(from / BLOCK, 12);
    return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length));
  };
  return {
    at(from, length) {
      const lead = from % BLOCK;
      return at(from - lead, lead + length).subarray(lead);
    },
    sha512(length) {
      const hash = createHash('sha512');
      for (let from = 0; from < length; from += MiB) hash.update(at(from, Math.min(MiB, length - from)));
      return hash.digest('hex');
    },
  };
}

/** Numbers from 0 to below 1, the same every time for one seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
