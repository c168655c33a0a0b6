import type { Problem, ProblemCode } from '@console/bff-contract';
import type { Desk, Job } from './desk.ts';
import { backInProject, type Finishing } from './finishing.ts';
import type { UploadFailure } from './task.ts';
import type { UploadDeps } from './uploads.ts';
import type { ImageState } from './verify.ts';

/** Times an upload begins again from zero by itself. */
const RESTARTS = 3;
/** Looks at the image before it is given up; they are 1, 2, 3, 4, 5, 5 … seconds apart. */
const LOOKS = 12;

/** The way to the cloud is gone, and nobody has said no. */
const lostCodes: ReadonlySet<ProblemCode> = new Set(['uploadLost', 'uploadUnknown']);
/** The same, once there had been a way. */
const lostAgainCodes: ReadonlySet<ProblemCode> = new Set(['cloudUnreachable', 'cloudTimeout', 'stopping']);

export interface Recovering {
  /** Whether a failure is one that an upload mends by itself, and has not tried too often. */
  canRecover(id: string, failure: UploadFailure): boolean;
  /** Looks what became of the image, and begins again from zero when it is ready for that. */
  recover(id: string, failure: UploadFailure): Promise<void>;
}

export function createRecovering(desk: Desk, deps: UploadDeps, finishing: Finishing): Recovering {
  /** True when nothing is left to look for. */
  function settle(id: string, image: ImageState | 'gone'): boolean {
    if (image === 'gone') return desk.apply(id, { type: 'failed', failure: { kind: 'imageGone' } });
    if (image.status === 'queued') return desk.apply(id, { type: 'again' });
    const job = desk.job(id);
    if (job === undefined || !isWhole(job, image)) return false;
    desk.note(id, { step: 'sent' });
    if (desk.apply(id, { type: 'accepted' })) void finishing.finish(id);
    return true;
  }

  return {
    canRecover(id, failure) {
      const job = desk.job(id);
      return job !== undefined && job.losses < RESTARTS && isLoss(failure, job.begun);
    },
    async recover(id, failure) {
      desk.note(id, { losses: (desk.job(id)?.losses ?? 0) + 1 });
      if (!desk.apply(id, { type: 'lost' })) return;
      for (let look = 0; look < LOOKS; look += 1) {
        await deps.sleep(Math.min(look, 5) * 1000);
        if (!(await backInProject(id, desk, deps))) return;
        if (desk.task(id)?.state.kind !== 'restarting') return;
        const image = await deps.imageState(id).catch(() => null);
        if (image !== null && settle(id, image)) return;
      }
      desk.apply(id, { type: 'failed', failure });
      deps.onChange(id);
    },
  };
}

/** Statuses of an image that may hold all that was sent. */
const wholeStatuses: Readonly<Record<Job['via'], readonly string[]>> = {
  file: ['active'],
  stage: ['uploading', 'importing', 'active'],
};

/** The cloud had taken everything; only its answer was lost. */
function isWhole({ via, size }: Job, image: ImageState): boolean {
  if (!wholeStatuses[via].includes(image.status)) return false;
  // An import may convert the data: its size counts only before.
  const sizeCounts = via === 'file' || image.status === 'uploading';
  return !sizeCounts || image.size === size;
}

function isLoss(failure: UploadFailure, begun: boolean): boolean {
  if (failure.kind !== 'problem') return false;
  const { code, upstream }: Problem = failure.problem;
  // The image takes no data, perhaps because it has all of it already.
  if (code === 'uploadRefused' && upstream?.status === 409) return begun;
  return lostCodes.has(code) || (begun && lostAgainCodes.has(code));
}
