/** How far the bytes of a slice have come. */
export interface Tide {
  /** Bytes up to this offset have left, or will not. */
  rise(offset: number): void;
  /** Resolves when bytes up to this offset have left. For one who waits at a time. */
  reached(offset: number): Promise<void>;
}

/** @param from bytes before this offset have left already */
export function createTide(from: number): Tide {
  let height = from;
  let waiting: { readonly offset: number; readonly resolve: () => void } | null = null;
  return {
    rise(offset) {
      height = Math.max(height, offset);
      if (waiting === null || waiting.offset > height) return;
      waiting.resolve();
      waiting = null;
    },
    async reached(offset) {
      if (offset <= height) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = { offset, resolve };
      await promise;
    },
  };
}
