import type { Digests } from './hashes.ts';
import type { Tide } from './tide.ts';

/** Running hashes over the same bytes. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Digests;
}

/**
 * A file sent slice by slice, and hashed beside it. Both read the file: the browser carries a file's bytes to the wire by
 * itself, and keeps it from changing; a Blob made of bytes read before would go into its store of blobs and out again.
 */
export interface Source {
  readonly size: number;
  /** The bytes from `offset` on, so many at most. */
  slice(offset: number, bytes: number): Blob;
  /**
   * To be called while a slice that ends there is on its way: hashes up to its end, little ahead of what has left. At once
   * it would take the processor from the sending for a moment, and leave it idle for the next. @throws FileGone
   */
  meanwhile(end: number, sent: Pick<Tide, 'reached'>): Promise<void>;
  /** Hashes what lies before `offset` and has not been through this hash: sent before a reload. @throws FileGone */
  catchUp(offset: number, onBytes: (bytes: number) => void): Promise<void>;
  /** @throws FileGone where the file can no longer be read */
  check(): Promise<void>;
  /** Hashes of all bytes; none where none is wanted. */
  digest(): Digests;
}

export class FileGone extends Error {}

/** How often reading again tells how far it is, and hashing beside a slice looks how far that is. */
const PART_BYTES = 8 * 1024 * 1024;
/** The part that is begun when the one before has left: the last one is done when the slice is. */
const AHEAD_BYTES = PART_BYTES;

export function createSource(file: Blob, hasher: Hasher | null): Source {
  let hashed = 0;
  const hashTo = async (end: number, onPart: (hashed: number) => void | Promise<void>) => {
    while (hasher && hashed < end) {
      await onPart(hashed);
      await readPieces(file.slice(hashed, Math.min(hashed + PART_BYTES, end)), (bytes) => {
        hasher.update(bytes);
        hashed += bytes.length;
      });
    }
  };

  return {
    size: file.size,
    slice: (offset, bytes) => file.slice(offset, offset + bytes),
    meanwhile: (end, sent) => hashTo(end, (hashed) => sent.reached(hashed - AHEAD_BYTES)),
    catchUp: hashTo,
    check: () => readPieces(file.slice(0, 1), () => undefined),
    digest: () => hasher?.digest() ?? {},
  };
}

/** Large enough that reading costs little, small enough to be still in the processor's cache when it is hashed. */
const PIECE_BYTES = 256 * 1024;

/** Reads a blob piece by piece into the same memory: a piece is gone when the next one comes. @throws FileGone */
export async function readPieces(blob: Blob, take: (bytes: Uint8Array) => void): Promise<void> {
  const reader = readerOf(blob.stream());
  let room = new Uint8Array(PIECE_BYTES);
  for (;;) {
    const { done, value } = await reader.read(room).catch((cause: unknown) => {
      throw new FileGone('the file cannot be read any more', { cause });
    });
    if (done) return;
    take(value);
    room = new Uint8Array(value.buffer);
  }
}

/** Not every browser reads a file into memory it is given; the others bring their own each time. */
function readerOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return stream.getReader();
  }
}
