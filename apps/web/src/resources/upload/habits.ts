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
  const write = (key: string, number: number): void => {
    try {
      storage.setItem(key, String(number));
    } catch {
      // A full store: a habit is not worth a failure.
    }
  };
  return {
    parallel: () => {
      const kept = read('console.uploads.parallel');
      return kept === null ? null : asParallel(kept);
    },
    setParallel: (parallel) => write('console.uploads.parallel', parallel),
    rate: () => read('console.uploads.rate'),
    setRate: (rate) => write('console.uploads.rate', Math.round(rate)),
  };
}
