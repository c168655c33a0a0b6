import { KiB, MiB } from '@console/units';
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
import type { Digests, HashName } from '../upload-persistence/upload-record.ts';

/**
 * A file that is sent slice by slice and hashed beside it. Sending and hashing both read the file: the browser sends a
 * `file.slice()` straight from the disk, whereas a Blob made of bytes is copied into the browser's blob store first.
 */
export interface FileSource {
  readonly size: number;
  /** At most `bytes` bytes from `offset` on. */
  slice(offset: number, bytes: number): Blob;
  /**
   * Hashes up to `end`, the end of the slice that is being sent, one part ahead of what has left. Hashing the slice at
   * once would take the processor from the sending and then leave it idle. @throws FileUnreadableError
   */
  hashAlong(end: number, sentOffset: Pick<SentOffset, 'waitUntil'>): Promise<void>;
  /** Hashes what has not been hashed before `offset`: an earlier page sent it. @throws FileUnreadableError */
  hashUpTo(offset: number, onBytes: (bytes: number) => void): Promise<void>;
  /** @throws FileUnreadableError */
  checkReadable(): Promise<void>;
  /** Digests of all bytes hashed so far; empty without a hasher. */
  digest(): Digests;
}

/** The file was changed, moved or deleted after the user had chosen it. */
export class FileUnreadableError extends Error {}

/** Hashing reports its progress, and waits for the sending, after every part. */
const PART_BYTES = 8 * MiB;

export function createFileSource(file: Blob, hasher: Hasher | null): FileSource {
  let hashed = 0;
  const hashTo = async (end: number, beforePart: (hashed: number) => void | Promise<void>) => {
    while (hasher && hashed < end) {
      await beforePart(hashed);
      await readPieces(file.slice(hashed, Math.min(hashed + PART_BYTES, end)), (bytes) => {
        hasher.update(bytes);
        hashed += bytes.length;
      });
    }
  };

  return {
    size: file.size,
    slice: (offset, bytes) => file.slice(offset, offset + bytes),
    hashAlong: (end, sentOffset) => hashTo(end, (at) => sentOffset.waitUntil(at - PART_BYTES)),
    hashUpTo: hashTo,
    checkReadable: () => readPieces(file.slice(0, 1), () => undefined),
    digest: () => hasher?.digest() ?? {},
  };
}

/** The number of bytes that have left the browser. */
export interface SentOffset {
  advance(offset: number): void;
  /** Resolves when bytes up to `offset` have left. Supports one waiter at a time. */
  waitUntil(offset: number): Promise<void>;
}

export function createSentOffset(from: number): SentOffset {
  let current = from;
  let waiter: { readonly offset: number; readonly resolve: () => void } | null = null;
  return {
    advance(offset) {
      current = Math.max(current, offset);
      if (waiter === null || waiter.offset > current) return;
      waiter.resolve();
      waiter = null;
    },
    async waitUntil(offset) {
      if (offset <= current) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiter = { offset, resolve };
      await promise;
    },
  };
}

/** Short enough for proxies that end long requests; long enough that opening the next request costs next to nothing. */
const TARGET_MS = 2000;
const INITIAL_BYTES = 8 * MiB;
const MIN_BYTES = MiB;

/** The size of an upload's slices: as many bytes as its connection carries in two seconds. */
export interface SliceSize {
  /** Bytes of the next slice. */
  bytes(): number;
  onSent(bytes: number, ms: number): void;
  /** A slice was cut: the next one is smaller, so that less is lost. */
  onCut(): void;
}

/** @param maxBytes what the BFF takes in one PATCH */
export function createSliceSize(maxBytes: number): SliceSize {
  const clamp = (bytes: number) => Math.min(maxBytes, Math.max(MIN_BYTES, Math.round(bytes)));
  let size = clamp(INITIAL_BYTES);
  return {
    bytes: () => size,
    onSent(bytes, ms) {
      // The end of a file is too short to measure by.
      if (bytes < size) return;
      // At most twice or half as large, so that one unusual slice does not decide.
      size = clamp(Math.min(size * 2, Math.max(size / 2, (bytes / Math.max(ms, 1)) * TARGET_MS)));
    },
    onCut() {
      size = clamp(size / 2);
    },
  };
}

/** Large enough for cheap reads, small enough to be in the processor's cache when it is hashed. */
const PIECE_BYTES = 256 * KiB;

/** Reads a blob in pieces. Each piece is overwritten by the next. @throws FileUnreadableError */
async function readPieces(blob: Blob, onPiece: (bytes: Uint8Array) => void): Promise<void> {
  const reader = openReader(blob.stream());
  let buffer = new Uint8Array(PIECE_BYTES);
  for (;;) {
    const { done, value } = await reader.read(buffer).catch((cause: unknown) => {
      throw new FileUnreadableError('the file cannot be read any more', { cause });
    });
    if (done) return;
    onPiece(value);
    buffer = new Uint8Array(value.buffer);
  }
}

/** Prefers a reader that fills a given buffer; Safari has none for files and allocates one per read. */
function openReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return stream.getReader();
  }
}

/** Several incremental hashes over the same bytes. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Digests;
}

const createByName: Readonly<Record<HashName, () => Promise<IHasher>>> = {
  md5: createMD5,
  sha1: createSHA1,
  sha224: createSHA224,
  sha256: createSHA256,
  sha384: createSHA384,
  sha512: createSHA512,
  blake2b: () => createBLAKE2b(512),
  blake2s: () => createBLAKE2s(256),
};

/** Creates a hasher; `null` for no names. */
export async function createHasher(names: readonly HashName[]): Promise<Hasher | null> {
  if (names.length === 0) return null;
  const hashers = await Promise.all(
    [...new Set(names)].map(async (name) => [name, (await createByName[name]()).init()] as const),
  );
  return {
    update(bytes) {
      for (const [, hasher] of hashers) hasher.update(bytes);
    },
    digest: (): Digests => Object.fromEntries(hashers.map(([name, hasher]) => [name, hasher.digest()])),
  };
}

/** Hashes a file or a part of one without sending it. @throws FileUnreadableError */
export async function hashBlob(
  blob: Blob,
  names: readonly HashName[],
  onBytes: (bytes: number) => void,
): Promise<Digests> {
  const hasher = await createHasher(names);
  if (hasher === null) return {};
  for (let offset = 0; offset < blob.size; offset += PART_BYTES) {
    await readPieces(blob.slice(offset, offset + PART_BYTES), (bytes) => hasher.update(bytes));
    onBytes(Math.min(blob.size, offset + PART_BYTES));
  }
  return hasher.digest();
}
