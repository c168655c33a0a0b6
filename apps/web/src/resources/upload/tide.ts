/** How far the bytes of a slice have come. */
export interface Tide {
  /** Bytes up to this offset have left, or will not. */
  rise(offset: number): void;
  /** Resolves when bytes up to this offset have left. For one who waits at a time. */
  reached(offset: number): Promise<void>;
}

/** @param height bytes before this offset have left already */
export function createTide(height: number): Tide {
  let high = height;
  let waiting: { readonly offset: number; readonly resolve: () => void } | null = null;
  return {
    rise(offset) {
      high = Math.max(high, offset);
      if (waiting === null || waiting.offset > high) return;
      waiting.resolve();
      waiting = null;
    },
    async reached(offset) {
      if (offset <= high) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = { offset, resolve };
      await promise;
    },
  };
}
