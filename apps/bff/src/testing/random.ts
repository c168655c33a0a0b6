/** Pseudo-random choices, the same in every run with the same seed. */
export interface Random {
  /** Returns an integer from 0 to `end - 1`. */
  readonly below: (end: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
}

/** Uses the generator mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('the list of choices is empty');
      return choice;
    },
  };
}
