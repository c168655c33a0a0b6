/** Possible numbers of uploads at a time. HTTP/1.1 gives a browser six connections, which other requests need too. */
export const parallelChoices = [1, 2, 3] as const;
export type Parallel = (typeof parallelChoices)[number];

/** The largest choice that does not exceed a number from the configuration. */
export function toParallel(configured: number): Parallel {
  return parallelChoices.findLast((choice) => choice <= configured) ?? 1;
}

/** What this browser keeps about uploads in local storage. */
export interface UploadPreferences {
  /** Number of uploads at a time. */
  parallel(): Parallel;
  setParallel(parallel: Parallel): void;
  /** Calls back when `parallel` changes. */
  subscribe(listener: () => void): () => void;
  /** Bytes per second of the last upload that ran for half a second or longer; `null` before there was one. */
  rate(): number | null;
  setRate(rate: number): void;
}

const PARALLEL_KEY = 'console.uploads.parallel';
const RATE_KEY = 'console.uploads.rate';

export function createUploadPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  configuredParallel: number,
): UploadPreferences {
  const listeners = new Set<() => void>();
  const read = (key: string): number | null => {
    const number = Number(storage.getItem(key) ?? Number.NaN);
    return Number.isFinite(number) && number > 0 ? number : null;
  };
  const write = (key: string, number: number): void => {
    try {
      storage.setItem(key, String(number));
    } catch {
      // The storage is full: the preference lasts until the page is closed.
    }
  };
  let parallel = toParallel(read(PARALLEL_KEY) ?? configuredParallel);
  return {
    parallel: () => parallel,
    setParallel(next) {
      parallel = next;
      write(PARALLEL_KEY, next);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rate: () => read(RATE_KEY),
    setRate: (rate) => write(RATE_KEY, Math.round(rate)),
  };
}

const RECORDS_KEY = 'console.uploads.kept';

/** Whether the database holds upload records: most pages find none and need not load the code that reads them. */
export interface RecordsFlag {
  isSet(): boolean;
  set(isSet: boolean): void;
  /** Calls back when another tab sets the flag. */
  onSet(listener: () => void): void;
}

export function createRecordsFlag(storage: Storage, page: Pick<Window, 'addEventListener'>): RecordsFlag {
  return {
    isSet: () => storage.getItem(RECORDS_KEY) !== null,
    set(isSet) {
      try {
        if (isSet) storage.setItem(RECORDS_KEY, 'yes');
        else storage.removeItem(RECORDS_KEY);
      } catch {
        // The storage is full: the uploads run, and are not restored after a reload.
      }
    },
    onSet(listener) {
      page.addEventListener('storage', ({ key, newValue }) => {
        if (key === RECORDS_KEY && newValue !== null) listener();
      });
    },
  };
}
