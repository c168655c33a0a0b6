import { secondMs } from '@console/units';
import { isOutcomeUnknown } from '../../shared/http/index.ts';
import type { ImportProgress } from './import-progress.ts';

/** Number of polls after a lost response, one second apart. */
const maxPolls = 3;

export interface StartImportDeps {
  /** @throws RequestError */
  readonly start: () => Promise<void>;
  readonly fetchProgress: () => Promise<ImportProgress | null>;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Starts an import. Where the response is lost, the image and its tasks show whether the cloud has accepted the import. The
 * request is not repeated, because the first one may have started an import.
 * @throws RequestError where the cloud refuses the import, or has not started one
 */
export async function startImport({ start, fetchProgress, sleep }: StartImportDeps): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    for (let poll = 0; poll < maxPolls; poll += 1) {
      if (poll > 0) await sleep(secondMs);
      const progress = await fetchProgress();
      if (progress !== null && hasStarted(progress)) return;
    }
    throw error;
  }
}

/** A failed import has started as well; `pollImport` reports the failure with its reason. */
function hasStarted({ kind }: ImportProgress): boolean {
  return kind !== 'doubtful' && kind !== 'gone';
}
