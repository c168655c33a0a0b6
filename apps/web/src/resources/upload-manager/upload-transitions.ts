import type { Problem } from '@console/bff-contract';
import type { Failure } from '../../shared/http/index.ts';
import type { CompletionFailure, RestartReason } from '../upload-completion/complete-upload.ts';
import type { FileDifference, UploadRecord } from '../upload-persistence/upload-record.ts';
import type { TransferFailure, WaitReason } from '../upload-transfer/transfer.ts';

/** Why an upload did not end well; `locales/…/upload.json` has a sentence and a next step for each kind. */
export type UploadFailure =
  | TransferFailure
  | CompletionFailure
  /** Cancelled, but the image could not be read or deleted; `cancel` tries again. */
  | { readonly kind: 'notRemoved' };

/** How long the BFF keeps the bytes of a paused upload. */
export type Retention =
  /** Nothing was sent yet, or the BFF could not be asked. */
  | { readonly kind: 'unknown' }
  /** `at` in milliseconds since the epoch. */
  | { readonly kind: 'until'; readonly at: number }
  /** The BFF has dropped the upload: it starts from zero when it is resumed. */
  | { readonly kind: 'expired' };

export type UploadState =
  /** Other uploads go first, or the session is in another project. */
  | { readonly kind: 'queued' }
  /** Restored after a reload; the user has to choose the file again. `differences`: why a chosen file was refused. */
  | { readonly kind: 'needsFile'; readonly hasHandle: boolean; readonly differences: readonly FileDifference[] }
  /** Runs in another tab of this browser. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'opening' }
  /** Reads again what was sent before the reload, because the hash covers the whole file. Bytes so far. */
  | { readonly kind: 'hashing'; readonly bytes: number }
  /** `rate` in bytes per second over the last seconds; `null` while unknown. */
  | { readonly kind: 'sending'; readonly rate: number | null }
  | { readonly kind: 'paused'; readonly retention: Retention }
  /** `retryAt` in milliseconds on the manager's clock; `null`: after the user has signed in again. */
  | { readonly kind: 'waiting'; readonly reason: WaitReason; readonly retryAt: number | null }
  /** Everything sent is lost; starts from zero when the image is `queued` again. */
  | { readonly kind: 'restarting'; readonly reason: RestartReason }
  /** All bytes are sent; the cloud stores them. */
  | { readonly kind: 'finishing' }
  /** The cloud imports staged data; bytes so far, `null` if the cloud does not tell them. */
  | { readonly kind: 'importing'; readonly bytes: number | null }
  /** The image's size and hash are compared with what was sent. */
  | { readonly kind: 'verifying' }
  /**
   * `sha512` in hex; `null` if none was computed. Not verified: the image is whole by its status and size, and the browser
   * no longer has the digest of the file to compare it with.
   */
  | { readonly kind: 'done'; readonly sha512: string | null; readonly isVerified: boolean }
  | { readonly kind: 'failed'; readonly failure: UploadFailure }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'cancelled' };
export type StateKind = UploadState['kind'];

/** One file on its way into one image. */
export interface Upload {
  /** The image's id. */
  readonly id: string;
  readonly record: UploadRecord;
  /** Bytes that have left the browser. */
  readonly sent: number;
  /** Bytes that the BFF has handed to the cloud. */
  readonly received: number;
  /** Number of lost connections after which the upload continued. */
  readonly reconnects: number;
  /** Number of automatic restarts from zero. */
  readonly restarts: number;
  /** False while an early rejection may still come; the form shows that one. */
  readonly hasStarted: boolean;
  readonly state: UploadState;
}

const running: ReadonlySet<StateKind> = new Set(['opening', 'hashing', 'sending', 'waiting', 'finishing']);
const ended: ReadonlySet<StateKind> = new Set(['done', 'failed', 'cancelled']);
const passive: ReadonlySet<StateKind> = new Set(['needsFile', 'elsewhere']);

/** Whether it counts against the number of uploads at a time. */
export function isRunning({ state }: Upload): boolean {
  return running.has(state.kind);
}

export function isEnded({ state }: Upload): boolean {
  return ended.has(state.kind);
}

/** Whether it is known from its record only, and not run by this tab. */
export function isPassive({ state }: Upload): boolean {
  return passive.has(state.kind);
}

/** Seconds until all bytes are sent, at the present rate; `null` while that is unknown. */
export function secondsLeft({ state, record, sent }: Upload): number | null {
  if (state.kind !== 'sending' || !state.rate) return null;
  return (record.file.size - sent) / state.rate;
}

/** Failures after which the image holds other data than was meant, and takes no more. */
const mismatches: ReadonlySet<UploadFailure['kind']> = new Set(['sizeMismatch', 'hashMismatch', 'checksumMismatch']);

/** What a user can do after a failure. */
export interface Remedies {
  /** Try again with the same image. */
  readonly retry: boolean;
  /** Create another image: this one takes no more data, or the file has changed. */
  readonly recreate: boolean;
  /** Keep the image as it is. */
  readonly keep: boolean;
}

export function remediesFor(failure: UploadFailure): Remedies {
  const isMismatch = mismatches.has(failure.kind);
  // Glance leaves an image that refused its data with 415 unusable: the next PUT to it answers 500.
  const isUnusable = failure.kind === 'problem' && failure.problem.code === 'uploadMismatch';
  const isFinal = isMismatch || isUnusable || failure.kind === 'imageGone';
  const recreate = isFinal || failure.kind === 'stuck' || failure.kind === 'fileGone';
  return { retry: !isFinal && failure.kind !== 'notRemoved', recreate, keep: isMismatch };
}

/** Converts an upload's problem for display: a refusal by the cloud is described by the cloud's own answer. */
export function toFailure(problem: Problem): Failure {
  const { upstream, at } = problem;
  if (problem.code !== 'uploadRefused' || upstream === undefined) return { kind: 'problem', problem };
  const { status, message, requestId = problem.requestId } = upstream;
  const service = at === undefined ? {} : { service: at.service };
  return { kind: 'cloud', status, body: message, contentType: 'text/plain', requestId, ...service };
}

export type UploadEvent =
  | { readonly type: 'start' }
  | { readonly type: 'confirmStart' }
  | { readonly type: 'opened'; readonly sent: number }
  | { readonly type: 'hashing'; readonly bytes: number }
  | { readonly type: 'progress'; readonly sent: number; readonly rate: number | null }
  | { readonly type: 'received'; readonly bytes: number }
  | { readonly type: 'waiting'; readonly reason: WaitReason; readonly retryAt: number | null }
  | { readonly type: 'allSent' }
  | { readonly type: 'accepted' }
  | { readonly type: 'importing'; readonly bytes: number | null }
  | { readonly type: 'imported' }
  | { readonly type: 'verified'; readonly sha512: string | null; readonly isVerified: boolean }
  | { readonly type: 'retained'; readonly sent: number; readonly until: number }
  | { readonly type: 'expired' }
  | { readonly type: 'lost'; readonly reason: RestartReason }
  | { readonly type: 'restart' }
  | { readonly type: 'failed'; readonly failure: UploadFailure }
  | { readonly type: 'fileRefused'; readonly differences: readonly FileDifference[] }
  | { readonly type: 'fileChosen' }
  | { readonly type: 'runsElsewhere' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** `hasFile`: the file need not be chosen again. */
  | { readonly type: 'retry'; readonly hasFile: boolean }
  | { readonly type: 'cancel' }
  | { readonly type: 'removed' }
  /**
   * A cancelled upload leaves its image where it is: the image is whole, differs from what was sent, is being imported, or
   * could not be deleted.
   */
  | { readonly type: 'imageKept'; readonly state: UploadState };

type Change = Partial<Omit<Upload, 'id' | 'record'>>;

interface Transition<Event> {
  /** States in which the event applies. In every other state it is dropped: a report may come late. */
  readonly from: readonly StateKind[];
  readonly to: (event: Event, upload: Upload) => Change;
}

const transferring = ['opening', 'hashing', 'sending', 'waiting', 'finishing'] as const;

const transitions: { readonly [Type in UploadEvent['type']]: Transition<Extract<UploadEvent, { type: Type }>> } = {
  start: { from: ['queued'], to: () => ({ state: { kind: 'opening' } }) },
  confirmStart: {
    from: [...transferring, 'queued', 'paused', 'restarting', 'importing', 'verifying', 'done', 'failed'],
    to: () => ({ hasStarted: true }),
  },
  opened: {
    from: ['opening', 'waiting'],
    to: ({ sent }) => ({ ...bytesInCloud(sent), state: { kind: 'sending', rate: null } }),
  },
  hashing: {
    from: ['sending', 'hashing', 'waiting', 'finishing'],
    to: ({ bytes }) => ({ state: { kind: 'hashing', bytes } }),
  },
  progress: { from: ['sending', 'hashing'], to: ({ sent, rate }) => ({ sent, state: { kind: 'sending', rate } }) },
  received: { from: ['sending', 'hashing', 'finishing'], to: ({ bytes }) => ({ received: bytes }) },
  waiting: {
    from: [...transferring],
    to: ({ reason, retryAt }, { reconnects, state }) => ({
      reconnects: reconnects + (reason === 'network' && state.kind !== 'waiting' ? 1 : 0),
      state: { kind: 'waiting', reason, retryAt },
    }),
  },
  allSent: {
    from: ['opening', 'hashing', 'sending', 'waiting'],
    to: (_event, { record }) => ({ sent: record.file.size, state: { kind: 'finishing' } }),
  },
  accepted: {
    // A pause may come a moment too late. While restarting, the image proves to have every byte.
    from: [...transferring, 'queued', 'paused', 'restarting'],
    to: (_event, { record }) => ({
      ...bytesInCloud(record.file.size),
      state: record.via === 'stage' ? { kind: 'importing', bytes: null } : { kind: 'verifying' },
    }),
  },
  importing: { from: ['importing'], to: ({ bytes }) => ({ state: { kind: 'importing', bytes } }) },
  imported: { from: ['importing'], to: () => ({ state: { kind: 'verifying' } }) },
  verified: {
    from: ['verifying'],
    to: ({ sha512, isVerified }) => ({ state: { kind: 'done', sha512, isVerified } }),
  },
  retained: {
    from: ['paused'],
    to: ({ sent, until }) => ({
      ...bytesInCloud(sent),
      state: { kind: 'paused', retention: { kind: 'until', at: until } },
    }),
  },
  expired: {
    from: ['paused'],
    to: () => ({ ...bytesInCloud(0), state: { kind: 'paused', retention: { kind: 'expired' } } }),
  },
  lost: {
    from: [...transferring, 'queued', 'paused'],
    to: ({ reason }, { restarts }) => ({
      ...bytesInCloud(0),
      restarts: restarts + 1,
      state: { kind: 'restarting', reason },
    }),
  },
  restart: { from: ['restarting'], to: () => ({ ...bytesInCloud(0), state: { kind: 'queued' } }) },
  failed: {
    from: [...transferring, 'queued', 'needsFile', 'paused', 'restarting', 'importing', 'verifying'],
    to: ({ failure }) => ({ state: { kind: 'failed', failure } }),
  },
  fileRefused: {
    from: ['needsFile'],
    to: ({ differences }, upload) => ({ state: { ...needsFile(upload), differences } }),
  },
  fileChosen: { from: ['needsFile'], to: () => ({ state: { kind: 'queued' } }) },
  runsElsewhere: { from: ['needsFile', 'cancelling'], to: () => ({ state: { kind: 'elsewhere' } }) },
  pause: {
    from: ['queued', 'opening', 'hashing', 'sending', 'waiting'],
    to: () => ({ state: { kind: 'paused', retention: { kind: 'unknown' } } }),
  },
  resume: { from: ['paused'], to: () => ({ state: { kind: 'queued' } }) },
  retry: { from: ['failed'], to: retry },
  cancel: {
    from: [...transferring, 'queued', 'needsFile', 'paused', 'restarting', 'importing', 'failed'],
    to: () => ({ state: { kind: 'cancelling' } }),
  },
  removed: { from: ['cancelling'], to: () => ({ state: { kind: 'cancelled' } }) },
  imageKept: { from: ['cancelling'], to: ({ state }) => ({ state }) },
};

/** Whether an event applies in the upload's present state. */
export function allows({ state }: Upload, type: UploadEvent['type']): boolean {
  if (type === 'retry' && state.kind === 'failed') return remediesFor(state.failure).retry;
  return transitions[type].from.includes(state.kind);
}

/** The upload after an event; the same object if the event does not apply. */
export function transition(upload: Upload, event: UploadEvent): Upload {
  if (!allows(upload, event.type)) return upload;
  // The table's key decides the event's type, which TypeScript cannot follow through a lookup.
  const { to } = transitions[event.type] as Transition<UploadEvent>;
  return { ...upload, ...to(event, upload) };
}

/** So many bytes are in the cloud, and none on their way. */
function bytesInCloud(bytes: number): Pick<Upload, 'sent' | 'received'> {
  return { sent: bytes, received: bytes };
}

function needsFile({ state }: Upload): Extract<UploadState, { kind: 'needsFile' }> {
  return state.kind === 'needsFile' ? state : { kind: 'needsFile', hasHandle: false, differences: [] };
}

/** Sends the file again from the first byte, unless the failure came after the last one or the file has to be found. */
function retry({ hasFile }: Extract<UploadEvent, { type: 'retry' }>, upload: Upload): Change {
  const { state, record } = upload;
  switch (state.kind === 'failed' ? state.failure.kind : null) {
    case 'unverified':
      return { ...bytesInCloud(record.file.size), state: { kind: 'verifying' } };
    case 'importRefused':
      return { ...bytesInCloud(record.file.size), state: { kind: 'importing', bytes: null } };
    case 'stuck':
      return { ...bytesInCloud(0), state: { kind: 'restarting', reason: 'lost' } };
    case 'fileGone':
      return { ...bytesInCloud(0), state: needsFile(upload) };
    default:
      return { ...bytesInCloud(0), state: hasFile ? { kind: 'queued' } : needsFile(upload) };
  }
}
