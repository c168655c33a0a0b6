const MiB = 1024 * 1024;

/** Short enough for proxies that end a long request; long enough that opening the next one costs next to nothing. */
const AIM_MS = 2000;
const FIRST_BYTES = 8 * MiB;
const LEAST_BYTES = MiB;

/** How large the slices of one upload are: as many bytes as its line carries in two seconds. */
export interface SliceSize {
  /** Bytes of the next slice. */
  bytes(): number;
  /** A slice of so many bytes has gone through in so many milliseconds. */
  went(bytes: number, ms: number): void;
  /** A slice was cut: the next one risks less. */
  broke(): void;
}

/** @param most bytes that the BFF takes in one slice */
export function createSliceSize(most: number): SliceSize {
  const within = (bytes: number) => Math.min(most, Math.max(LEAST_BYTES, Math.round(bytes)));
  let size = within(FIRST_BYTES);
  return {
    bytes: () => size,
    went(bytes, ms) {
      // The last slice of a file, and one that was begun before, say little.
      if (bytes < size) return;
      // In steps, so that one lucky or stuck slice does not decide.
      size = within(Math.min(size * 2, Math.max(size / 2, (bytes / Math.max(ms, 1)) * AIM_MS)));
    },
    broke() {
      size = within(size / 2);
    },
  };
}
