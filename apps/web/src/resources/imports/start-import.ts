import { isOutcomeUnknown } from '../../shared/http/index.ts';
import type { ImportProgress } from './import-progress.ts';

/** Looks after a lost answer; they are a second apart. */
const LOOKS = 3;

export interface StartImportDeps {
  /** @throws RequestError */
  readonly start: () => Promise<void>;
  readonly fetchProgress: () => Promise<ImportProgress | null>;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Starts an import. Where only the answer is lost, the image and its tasks tell whether the cloud has taken it on.
 * @throws RequestError where the cloud refuses, and where nothing was begun
 */
export async function startImport({ start, fetchProgress, sleep }: StartImportDeps): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      if (looks > 0) await sleep(1000);
      const course = await fetchProgress();
      if (course !== null && hasBegun(course)) return;
    }
    throw error;
  }
}

/** A failure counts: it comes of having begun, and is told with its reason by whoever follows. */
function hasBegun({ kind }: ImportProgress): boolean {
  return kind !== 'doubtful' && kind !== 'gone';
}
