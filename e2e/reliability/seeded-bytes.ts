import { createCipheriv, createHash } from 'node:crypto';
import { MiB } from '@console/units';

/** An endless sequence of bytes that no compression makes smaller and that is the same for the same seed. */
export interface SeededBytes {
  read(offset: number, length: number): Buffer;
  /** SHA-512 in hex of the first `length` bytes. */
  sha512(length: number): string;
}

const BLOCK_BYTES = 16;

/** Generates bytes by AES in counter mode, which can start at any block. */
export function seededBytes(seed: number): SeededBytes {
  const key = createHash('sha256').update(`upload ${seed}`).digest().subarray(0, 16);
  const readFromBlock = (offset: number, length: number): Buffer => {
    const counter = Buffer.alloc(BLOCK_BYTES);
    counter.writeUInt32BE(offset / BLOCK_BYTES, 12);
    return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length));
  };
  return {
    read(offset, length) {
      const skipped = offset % BLOCK_BYTES;
      return readFromBlock(offset - skipped, skipped + length).subarray(skipped);
    },
    sha512(length) {
      const hash = createHash('sha512');
      for (let offset = 0; offset < length; offset += MiB) {
        hash.update(readFromBlock(offset, Math.min(MiB, length - offset)));
      }
      return hash.digest('hex');
    },
  };
}

/** Generates numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
