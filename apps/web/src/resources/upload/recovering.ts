import type { Problem, ProblemCode } from '@console/bff-contract';
import type { Desk, Job } from './desk.ts';
import type { Finishing } from './finishing.ts';
import { lookAtImage } from './looking.ts';
import type { RestartReason, UploadFailure } from './task.ts';
import type { UploadDeps } from './uploads.ts';
import type { ImageState } from './verify.ts';

/** Times an upload begins again from zero by itself. */
const RESTARTS = 3;
/** Looks at the image before it is given up; they are 1, 2, 3, 4, 5, 5 … seconds apart. */
const LOOKS = 12;
/**
 * Looks that find an image taking data in before it is said that nobody brings it any: every cloud that was tried lets go
 * within half a second. All of them where every byte was there, for storing takes as long as it takes.
 */
const STUCK_LOOKS = 5;
/** Statuses of an image whose data is on its way. */
const taking: ReadonlySet<string> = new Set(['saving', 'uploading']);

/** The way to the cloud is gone, and nobody has said no. */
const lostCodes: ReadonlySet<ProblemCode> = new Set(['uploadLost', 'uploadUnknown']);
/** The same, once there had been a way. */
const lostAgainCodes: ReadonlySet<ProblemCode> = new Set(['cloudUnreachable', 'cloudTimeout', 'stopping']);

export interface Recovering {
  /** Whether a failure is one that an upload mends by itself, and has not tried too often. */
  canRecover(id: string, failure: UploadFailure): boolean;
  /** Looks what became of the image, and begins again from zero when it is ready for that. */
  recover(id: string, failure: UploadFailure): Promise<void>;
  /** Looks once more at an image that was stuck. */
  lookAgain(id: string): Promise<void>;
}

export function createRecovering(desk: Desk, deps: UploadDeps, finishing: Finishing): Recovering {
  /** True when nothing is left to look for. */
  function settle(id: string, image: ImageState): boolean {
    if (image.status === 'queued') return desk.apply(id, { type: 'again' });
    const job = desk.job(id);
    if (job === undefined || !isWhole(job, image)) return false;
    desk.note(id, { step: 'sent' });
    if (desk.apply(id, { type: 'accepted' })) void finishing.finish(id);
    return true;
  }

  /** @param failure what is told where nothing else turns out */
  async function look(id: string, failure: UploadFailure, stuckLooks: number): Promise<void> {
    let told = failure;
    for (let looks = 0, stuck = 0; looks < LOOKS && stuck < stuckLooks; looks += 1) {
      await deps.sleep(Math.min(looks, 5) * 1000);
      const image = await lookAtImage(id, desk, deps);
      // It may be cancelled by now, and its image gone by our own hand.
      if (image === 'dropped' || desk.task(id)?.state.kind !== 'restarting') return;
      if (image === 'gone') return void desk.apply(id, { type: 'failed', failure: { kind: 'imageGone' } });
      if (image === null) continue;
      if (settle(id, image)) return;
      if (!taking.has(image.status)) continue;
      stuck += 1;
      told = { kind: 'stuck', status: image.status };
    }
    desk.apply(id, { type: 'failed', failure: told });
    deps.onChange(id);
  }

  return {
    canRecover(id, failure) {
      const job = desk.job(id);
      return job !== undefined && job.losses < RESTARTS && isLoss(failure, job.begun);
    },
    async recover(id, failure) {
      desk.note(id, { losses: (desk.job(id)?.losses ?? 0) + 1 });
      const wasWhole = desk.task(id)?.state.kind === 'finishing';
      if (!desk.apply(id, { type: 'lost', why: whyOf(failure) })) return;
      await look(id, failure, wasWhole ? LOOKS : STUCK_LOOKS);
    },
    lookAgain: (id) => look(id, { kind: 'unverified' }, STUCK_LOOKS),
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

function whyOf(failure: UploadFailure): RestartReason {
  const reason = failure.kind === 'problem' ? failure.problem.reason : undefined;
  return reason === 'idle' || reason === 'tokenExpired' ? reason : 'lost';
}

function isLoss(failure: UploadFailure, begun: boolean): boolean {
  if (failure.kind !== 'problem') return false;
  const { code, upstream }: Problem = failure.problem;
  // The image takes no data, perhaps because it has all of it already.
  if (code === 'uploadRefused' && upstream?.status === 409) return begun;
  return lostCodes.has(code) || (begun && lostAgainCodes.has(code));
}
