import { KiB } from '@console/units';

/** A file that can be read at any offset: a `File` in the browser, memory in a test. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Resolves to up to `length` bytes from `offset`, fewer at the end. Rejects when the file cannot be read. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** A source over a browser's `File` or `Blob`; only the parts that are read enter memory. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/** Most bytes that one inspection reads, whatever the file's header claims. */
export const READ_BUDGET_BYTES = 384 * KiB;

/**
 * Limits a source to a budget of bytes. A read beyond the file, at an invalid offset or beyond the budget returns the
 * bytes that are left, down to none, so that a hostile header cannot cause many reads or an exception.
 */
export function budgetedSource(source: ByteSource, budgetBytes = READ_BUDGET_BYTES): ByteSource {
  let leftBytes = budgetBytes;
  return {
    size: source.size,
    async read(offset, length) {
      if (!Number.isSafeInteger(offset) || offset < 0 || offset >= source.size) return new Uint8Array();
      const readable = Math.min(length, leftBytes, source.size - offset);
      if (readable <= 0) return new Uint8Array();
      leftBytes -= readable;
      return source.read(offset, readable);
    },
  };
}
