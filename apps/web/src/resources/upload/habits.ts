import { asParallel, type Parallel } from './queue.ts';

/** What is kept of earlier uploads in this browser. */
export interface Habits {
  parallel(): Parallel | null;
  setParallel(parallel: Parallel): void;
  /** Bytes a second of the last upload that was under way long enough; `null` = none yet. */
  rate(): number | null;
  setRate(rate: number): void;
}

export function createHabits(storage: Pick<Storage, 'getItem' | 'setItem'>): Habits {
  const read = (key: string): number | null => {
    const number = Number(storage.getItem(key) ?? Number.NaN);
    return Number.isFinite(number) && number > 0 ? number : null;
  };
  return {
    parallel: () => {
      const kept = read('console.uploads.parallel');
      return kept === null ? null : asParallel(kept);
    },
    setParallel: (parallel) => storage.setItem('console.uploads.parallel', String(parallel)),
    rate: () => read('console.uploads.rate'),
    setRate: (rate) => storage.setItem('console.uploads.rate', String(Math.round(rate))),
  };
}
