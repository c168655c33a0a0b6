/** A deterministic random number generator. */
export interface Random {
  /** At least 0, less than 1. */
  readonly next: () => number;
  /** An integer, both ends included. */
  readonly between: (low: number, high: number) => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  /** True with probability `share`, 0 … 1. */
  readonly chance: (share: number) => boolean;
  readonly hex: (digits: number) => string;
  readonly uuid: () => string;
}

/** Mulberry32: small, fast, and random enough for generated data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const hex = (digits: number) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join('');
  return {
    next,
    between,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    chance: (share) => next() < share,
    hex,
    uuid: () => [hex(8), hex(4), `4${hex(3)}`, `${'89ab'.charAt(between(0, 3))}${hex(3)}`, hex(12)].join('-'),
  };
}
