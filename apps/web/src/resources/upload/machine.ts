import type { FileTrait } from './remember/recognise.ts';
import {
  type RestartReason,
  type StateKind,
  type UploadFailure,
  type UploadState,
  type UploadTask,
  type WaitReason,
  waysOut,
} from './task.ts';

export type UploadEvent =
  | { readonly type: 'start' }
  | { readonly type: 'opened'; readonly sent: number }
  | { readonly type: 'hashing'; readonly bytes: number }
  | { readonly type: 'progress'; readonly sent: number; readonly rate: number | null }
  | { readonly type: 'taken'; readonly bytes: number }
  | { readonly type: 'waiting'; readonly why: WaitReason; readonly retryAt: number | null }
  | { readonly type: 'allSent' }
  | { readonly type: 'accepted' }
  | { readonly type: 'importing'; readonly bytes: number | null }
  | { readonly type: 'imported' }
  | { readonly type: 'verified'; readonly sha512: string | null; readonly isVerified: boolean }
  | { readonly type: 'kept'; readonly sent: number; readonly until: number }
  | { readonly type: 'lapsed' }
  | { readonly type: 'lost'; readonly why: RestartReason }
  | { readonly type: 'again' }
  | { readonly type: 'failed'; readonly failure: UploadFailure }
  | { readonly type: 'fileRefused'; readonly differs: readonly FileTrait[] }
  | { readonly type: 'fileGiven' }
  | { readonly type: 'takenElsewhere' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** `hasFile`: the file is still at hand. */
  | { readonly type: 'retry'; readonly hasFile: boolean }
  | { readonly type: 'cancel' }
  | { readonly type: 'removed' }
  /**
   * A cancelled upload leaves its image where it is: the image is whole, differs from what was sent, is being imported, or
   * could not be deleted. A missing image is no failure here, because the user wanted it gone.
   */
  | { readonly type: 'imageKept'; readonly state: UploadState };

/** In which states an event means something; a report that comes late is dropped. */
const meaningIn: Readonly<Record<UploadEvent['type'], readonly StateKind[]>> = {
  start: ['queued'],
  opened: ['opening', 'waiting'],
  hashing: ['sending', 'hashing', 'waiting', 'finishing'],
  progress: ['sending', 'hashing'],
  taken: ['sending', 'hashing', 'finishing'],
  waiting: ['opening', 'hashing', 'sending', 'waiting', 'finishing'],
  allSent: ['opening', 'hashing', 'sending', 'waiting'],
  // Also while paused: the pause may have come a moment too late. While restarting: the cloud had taken all, after all.
  accepted: ['queued', 'opening', 'hashing', 'sending', 'paused', 'waiting', 'finishing', 'restarting'],
  importing: ['importing'],
  imported: ['importing'],
  verified: ['verifying'],
  lost: ['queued', 'opening', 'hashing', 'sending', 'waiting', 'finishing', 'paused'],
  again: ['restarting'],
  kept: ['paused'],
  lapsed: ['paused'],
  failed: [
    'queued',
    'needsFile',
    'opening',
    'hashing',
    'sending',
    'waiting',
    'finishing',
    'paused',
    'restarting',
    'importing',
    'verifying',
  ],
  fileRefused: ['needsFile'],
  fileGiven: ['needsFile'],
  takenElsewhere: ['needsFile', 'cancelling'],
  pause: ['queued', 'opening', 'hashing', 'sending', 'waiting'],
  resume: ['paused'],
  retry: ['failed'],
  cancel: [
    'queued',
    'needsFile',
    'opening',
    'hashing',
    'sending',
    'paused',
    'waiting',
    'restarting',
    'finishing',
    'importing',
    'failed',
  ],
  removed: ['cancelling'],
  imageKept: ['cancelling'],
};

/** The task after an event; the same task where the event means nothing. */
export function reduce(task: UploadTask, event: UploadEvent): UploadTask {
  return allows(task, event.type) ? { ...task, ...change(task, event) } : task;
}

/** Whether an event means something now; for buttons. */
export function allows({ state }: UploadTask, type: UploadEvent['type']): boolean {
  if (type === 'retry' && state.kind === 'failed') return waysOut(state.failure).retry;
  return meaningIn[type].includes(state.kind);
}

function change(task: UploadTask, event: UploadEvent): Partial<UploadTask> {
  switch (event.type) {
    case 'start':
      return { state: { kind: 'opening' } };
    case 'opened':
      return { ...standing(event.sent), state: { kind: 'sending', rate: null } };
    case 'hashing':
      return { state: { kind: 'hashing', bytes: event.bytes } };
    case 'progress':
      return { sent: event.sent, state: { kind: 'sending', rate: event.rate } };
    case 'taken':
      return { taken: event.bytes };
    case 'waiting':
      return {
        cuts: task.cuts + (event.why === 'network' && task.state.kind !== 'waiting' ? 1 : 0),
        state: { kind: 'waiting', why: event.why, retryAt: event.retryAt },
      };
    case 'allSent':
      return { sent: task.total, state: { kind: 'finishing' } };
    case 'accepted':
      return {
        ...standing(task.total),
        state: task.via === 'stage' ? notYetImported : { kind: 'verifying' },
      };
    case 'importing':
      return { state: { kind: 'importing', bytes: event.bytes } };
    case 'imported':
      return { state: { kind: 'verifying' } };
    case 'verified':
      return { state: { kind: 'done', sha512: event.sha512, isVerified: event.isVerified } };
    case 'lost':
      return { ...standing(0), restarts: task.restarts + 1, state: { kind: 'restarting', why: event.why } };
    case 'failed':
      return { state: { kind: 'failed', failure: event.failure } };
    case 'fileRefused':
      return { state: { ...waitingForFile(task), differs: event.differs } };
    case 'takenElsewhere':
      return { state: { kind: 'elsewhere' } };
    case 'pause':
      return { state: { kind: 'paused', kept: { kind: 'unsaid' } } };
    case 'kept':
      return {
        ...standing(event.sent),
        state: { kind: 'paused', kept: { kind: 'until', at: event.until } },
      };
    case 'lapsed':
      return {
        ...standing(0),
        state: { kind: 'paused', kept: { kind: 'noLonger' } },
      };
    case 'again':
      return { ...standing(0), state: { kind: 'queued' } };
    case 'fileGiven':
    case 'resume':
      return { state: { kind: 'queued' } };
    case 'retry':
      return retryOf(task, event.hasFile);
    case 'cancel':
      return { state: { kind: 'cancelling' } };
    case 'removed':
      return { state: { kind: 'cancelled' } };
    case 'imageKept':
      return { state: event.state };
  }
}

const notYetImported: UploadState = { kind: 'importing', bytes: null };

/** So many bytes are in the cloud, and none on their way. */
function standing(bytes: number): Pick<UploadTask, 'sent' | 'taken'> {
  return { sent: bytes, taken: bytes };
}

function waitingForFile({ state }: UploadTask): Extract<UploadState, { kind: 'needsFile' }> {
  return state.kind === 'needsFile' ? state : { kind: 'needsFile', hasHandle: false, differs: [] };
}

/** Where a retry begins: with the bytes once more, unless they need not be sent again or their file has to be found first. */
function retryOf(task: UploadTask, hasFile: boolean): Partial<UploadTask> {
  const why = task.state.kind === 'failed' ? task.state.failure.kind : null;
  switch (why) {
    case 'unverified':
      return { ...standing(task.total), state: { kind: 'verifying' } };
    case 'importRefused':
      return { ...standing(task.total), state: notYetImported };
    case 'stuck':
      return { ...standing(0), state: { kind: 'restarting', why: 'lost' } };
    case 'fileGone':
      return { ...standing(0), state: waitingForFile(task) };
    default:
      return {
        ...standing(0),
        state: hasFile ? { kind: 'queued' } : waitingForFile(task),
      };
  }
}
