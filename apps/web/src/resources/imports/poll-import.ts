import { isNotFound } from '../../shared/http/index.ts';
import { getImage, type ImageApi } from '../images/image-api.ts';
import { pollIntervalMs } from '../images/poll-interval.ts';
import { listImageTasks } from './image-tasks.ts';
import { type ImportEnd, type ImportProgress, type ImportStep, importProgressOf } from './import-progress.ts';

/** Number of doubtful polls in a row that count as a failure. */
const maxDoubtfulPolls = 3;

export interface PollImportDeps {
  /** Fetches the progress; `null` where the request failed. */
  readonly fetchProgress: () => Promise<ImportProgress | null>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onStep: (step: ImportStep) => void;
}

/**
 * Polls an import until it ends. Never rejects: after a failed poll it polls again. This is not a query, because imports go
 * on while no page that shows them is open.
 */
export async function pollImport(deps: PollImportDeps): Promise<ImportEnd> {
  let doubtfulPolls = 0;
  for (let pollCount = 1; ; pollCount += 1) {
    await deps.sleep(pollIntervalMs(pollCount));
    const progress = await deps.fetchProgress();
    if (progress === null) continue;
    if (isEnd(progress)) return progress;
    if (progress.kind !== 'doubtful') {
      doubtfulPolls = 0;
      deps.onStep(progress);
    } else {
      doubtfulPolls += 1;
      if (doubtfulPolls === maxDoubtfulPolls) return { kind: 'failed', failure: progress.failure };
    }
  }
}

function isEnd(progress: ImportProgress): progress is ImportEnd {
  return progress.kind === 'active' || progress.kind === 'failed' || progress.kind === 'gone';
}

/** Fetches the progress of an image's import; `null` where the request failed. Never rejects. */
export async function fetchImportProgress(api: ImageApi, id: string): Promise<ImportProgress | null> {
  // The tasks are fetched first, so that the image is never older than the task.
  const tasks = await fetchTasks(api, id);
  try {
    return importProgressOf((await getImage(api, id)).image, tasks);
  } catch (error) {
    return isNotFound(error) ? { kind: 'gone' } : null;
  }
}

/** Returns no tasks where they cannot be fetched, because the image alone shows whether its import has ended. */
function fetchTasks(api: ImageApi, id: string) {
  return api.profile.capabilities.jobs === 'imsJobs' ? [] : listImageTasks(api, id).catch(() => []);
}
