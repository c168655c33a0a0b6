import { isNotFound } from '../../shared/http/index.ts';
import { getImage, type ImageApi } from '../images/image-api.ts';
import { pollIntervalMs } from '../images/poll-interval.ts';
import { listImageTasks } from './image-tasks.ts';
import { type ImportEnd, type ImportProgress, type ImportStep, importProgressOf } from './import-progress.ts';

/** Looks in a row that find nothing moving before it is called a failure. */
const DOUBTS = 3;

export interface PollImportDeps {
  /** One look; `null` where it could not be made just now. */
  readonly fetchProgress: () => Promise<ImportProgress | null>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onStep: (step: ImportStep) => void;
}

/** Watches an import until it ends. Never rejects: what cannot be seen now is looked at again. */
export async function pollImport(deps: PollImportDeps): Promise<ImportEnd> {
  let doubts = 0;
  for (let looks = 1; ; looks += 1) {
    await deps.sleep(pollIntervalMs(looks));
    const course = await deps.fetchProgress();
    if (course === null) continue;
    if (isEnd(course)) return course;
    if (course.kind !== 'doubtful') {
      doubts = 0;
      deps.onStep(course);
    } else {
      doubts += 1;
      if (doubts === DOUBTS) return { kind: 'failed', failure: course.failure };
    }
  }
}

function isEnd(course: ImportProgress): course is ImportEnd {
  return course.kind === 'active' || course.kind === 'failed' || course.kind === 'gone';
}

/** Where the import of an image stands now; `null` where nobody could be asked. Never rejects. */
export async function fetchImportProgress(api: ImageApi, id: string): Promise<ImportProgress | null> {
  // The tasks first: an image is never behind the task that was read before it.
  const tasks = await tasksOf(api, id);
  try {
    return importProgressOf((await getImage(api, id)).image, tasks);
  } catch (error) {
    return isNotFound(error) ? { kind: 'gone' } : null;
  }
}

/** They only add to what the image says, and not every cloud has them. */
function tasksOf(api: ImageApi, id: string) {
  return api.profile.capabilities.jobs === 'imsJobs' ? [] : listImageTasks(api, id).catch(() => []);
}
