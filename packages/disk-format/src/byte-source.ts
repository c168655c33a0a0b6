/** Something that can be read at any place: a File in the browser, a file on disk in a test. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer at the end. May reject when the file is gone. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** A browser's File or Blob as a source; a slice is read only when it is asked for. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/** Most bytes one inspection reads, whatever the file claims about itself. */
export const READ_BUDGET_BYTES = 384 * 1024;

/**
 * The same source, but a read beyond the file, of nonsense, or beyond the budget gives what there is
 * (down to nothing) instead of failing: a hostile header cannot make us read much or for long.
 */
export function budgetedSource(source: ByteSource, budget = READ_BUDGET_BYTES): ByteSource {
  let left = budget;
  return {
    size: source.size,
    async read(offset, length) {
      if (!Number.isSafeInteger(offset) || offset < 0 || offset >= source.size) return new Uint8Array();
      const wanted = Math.min(length, left, source.size - offset);
      if (wanted <= 0) return new Uint8Array();
      left -= wanted;
      return source.read(offset, wanted);
    },
  };
}
