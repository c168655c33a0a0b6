import type { Problem } from '@console/bff-contract';

/** Why an upload did not end well; each has its sentence and its next step in `locales/…/upload.json`. */
export type UploadFailure =
  /** The BFF or the cloud refuses; `retry` sends the whole file again. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The file was changed or removed on disk after it had been chosen. */
  | { readonly kind: 'fileGone' }
  /** What the cloud holds is not what was sent. Bytes. */
  | { readonly kind: 'sizeMismatch'; readonly expected: number; readonly actual: number | null }
  /** What the cloud holds is not what was sent. SHA-512 in hex. */
  | { readonly kind: 'hashMismatch'; readonly expected: string; readonly actual: string }
  /** The cloud took all bytes, and the image is in a state that does not fit. */
  | { readonly kind: 'wrongStatus'; readonly status: string }
  /** Staged, but the cloud did not take the import on; `retry` asks again, without sending again. */
  | { readonly kind: 'importRefused'; readonly error: unknown }
  /** Staged, and the import failed. `reason` in the cloud's words, where it gives any. */
  | { readonly kind: 'importFailed'; readonly reason: string | null; readonly stores: readonly string[] }
  /** All bytes are there, but the image could not be looked at; `retry` looks again. */
  | { readonly kind: 'unverified' }
  /** Cancelled, but the half-made image could not be removed; `cancel` tries again. */
  | { readonly kind: 'notRemoved' }
  /** The background worker died. */
  | { readonly kind: 'broken' };

export type WaitReason = 'network' | 'busy' | 'sessionGone';

export type UploadState =
  /** Others go first. */
  | { readonly kind: 'queued' }
  | { readonly kind: 'opening' }
  /** `rate` in bytes a second over the last seconds; `null` while unknown. */
  | { readonly kind: 'sending'; readonly rate: number | null }
  | { readonly kind: 'paused' }
  /** `retryAt` in milliseconds on the clock of `UploadDeps.now`; `null`: not before the user has signed in again. */
  | { readonly kind: 'waiting'; readonly why: WaitReason; readonly retryAt: number | null }
  /** All bytes are sent; the cloud is putting them away. */
  | { readonly kind: 'finishing' }
  /** Staged data on its way into the image; bytes so far, `null` where the cloud does not say. */
  | { readonly kind: 'importing'; readonly bytes: number | null }
  /** Comparing size and hash with what was sent. */
  | { readonly kind: 'verifying' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: UploadFailure }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'cancelled' };
export type StateKind = UploadState['kind'];

export interface UploadTask {
  /** The image's id: an image has one upload. */
  readonly id: string;
  readonly imageName: string;
  readonly fileName: string;
  readonly via: 'file' | 'stage';
  /** Bytes. */
  readonly total: number;
  /** Bytes that have left the browser. */
  readonly sent: number;
  readonly state: UploadState;
}

export type UploadEvent =
  | { readonly type: 'start' }
  | { readonly type: 'opened'; readonly sent: number }
  | { readonly type: 'progress'; readonly sent: number; readonly rate: number | null }
  | { readonly type: 'waiting'; readonly why: WaitReason; readonly retryAt: number | null }
  | { readonly type: 'allSent' }
  | { readonly type: 'accepted' }
  | { readonly type: 'importing'; readonly bytes: number | null }
  | { readonly type: 'imported' }
  | { readonly type: 'verified' }
  | { readonly type: 'failed'; readonly failure: UploadFailure }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'retry' }
  | { readonly type: 'cancel' }
  | { readonly type: 'removed' };

/** In which states an event means something; a report that comes late is dropped. */
const meaningIn: Readonly<Record<UploadEvent['type'], readonly StateKind[]>> = {
  start: ['queued'],
  opened: ['opening', 'waiting'],
  progress: ['sending'],
  waiting: ['opening', 'sending', 'waiting', 'finishing'],
  allSent: ['opening', 'sending', 'waiting'],
  // Also while paused: the pause may have come a moment too late.
  accepted: ['queued', 'opening', 'sending', 'paused', 'waiting', 'finishing'],
  importing: ['importing'],
  imported: ['importing'],
  verified: ['verifying'],
  failed: ['queued', 'opening', 'sending', 'waiting', 'finishing', 'paused', 'importing', 'verifying', 'cancelling'],
  pause: ['queued', 'opening', 'sending', 'waiting'],
  resume: ['paused'],
  retry: ['failed'],
  cancel: ['queued', 'opening', 'sending', 'paused', 'waiting', 'finishing', 'importing', 'failed'],
  removed: ['cancelling'],
};

/** The task after an event; the same task where the event means nothing. */
export function reduce(task: UploadTask, event: UploadEvent): UploadTask {
  return allows(task, event.type) ? { ...task, ...change(task, event) } : task;
}

/** Whether an event means something now; for buttons. */
export function allows(task: UploadTask, type: UploadEvent['type']): boolean {
  return meaningIn[type].includes(task.state.kind);
}

function change(task: UploadTask, event: UploadEvent): Partial<UploadTask> {
  switch (event.type) {
    case 'start':
      return { state: { kind: 'opening' } };
    case 'opened':
      return { sent: event.sent, state: { kind: 'sending', rate: null } };
    case 'progress':
      return { sent: event.sent, state: { kind: 'sending', rate: event.rate } };
    case 'waiting':
      return { state: { kind: 'waiting', why: event.why, retryAt: event.retryAt } };
    case 'allSent':
      return { sent: task.total, state: { kind: 'finishing' } };
    case 'accepted':
      return { sent: task.total, state: task.via === 'stage' ? notYetImported : { kind: 'verifying' } };
    case 'importing':
      return { state: { kind: 'importing', bytes: event.bytes } };
    case 'imported':
      return { state: { kind: 'verifying' } };
    case 'verified':
      return { state: { kind: 'done' } };
    case 'failed':
      return { state: { kind: 'failed', failure: event.failure } };
    case 'pause':
      return { state: { kind: 'paused' } };
    case 'resume':
      return { state: { kind: 'queued' } };
    case 'retry':
      return { state: { kind: 'queued' }, sent: 0, ...retryOf(task) };
    case 'cancel':
      return { state: { kind: 'cancelling' } };
    case 'removed':
      return { state: { kind: 'cancelled' } };
  }
}

const notYetImported: UploadState = { kind: 'importing', bytes: null };

/** Where a retry begins when the bytes need not be sent again. */
function retryOf(task: UploadTask): Partial<UploadTask> {
  if (task.state.kind !== 'failed') return {};
  if (task.state.failure.kind === 'unverified') return { sent: task.total, state: { kind: 'verifying' } };
  return task.state.failure.kind === 'importRefused' ? { sent: task.total, state: notYetImported } : {};
}

const running: readonly StateKind[] = ['opening', 'sending', 'waiting', 'finishing'];
const ended: readonly StateKind[] = ['done', 'failed', 'cancelled'];

/** Holds one of the few places for uploads that run at a time. */
export function isRunning(task: UploadTask): boolean {
  return running.includes(task.state.kind);
}

/** Nothing more happens by itself. */
export function isEnded(task: UploadTask): boolean {
  return ended.includes(task.state.kind);
}

/** Seconds until all bytes are sent, at the present rate; `null` where nobody can tell. */
export function secondsLeft(task: UploadTask): number | null {
  if (task.state.kind !== 'sending' || !task.state.rate) return null;
  return (task.total - task.sent) / task.state.rate;
}
