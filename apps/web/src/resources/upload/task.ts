import type { Problem } from '@console/bff-contract';
import type { HashName } from './hashes.ts';
import type { FileTrait } from './remember/recognise.ts';

/** Why an upload did not end well; each has its sentence and its next step in `locales/…/upload.json`. */
export type UploadFailure =
  /** The BFF or the cloud refuses; `retry` sends the whole file again. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The file was changed or removed on disk after it had been chosen; `retry` asks for it. */
  | { readonly kind: 'fileGone' }
  /** The image was deleted while its data was on the way. */
  | { readonly kind: 'imageGone' }
  /** What the cloud holds is not what was sent. Bytes. */
  | { readonly kind: 'sizeMismatch'; readonly expected: number; readonly actual: number | null }
  /** What the cloud holds is not what was sent. Hex. */
  | { readonly kind: 'hashMismatch'; readonly expected: string; readonly actual: string }
  /** The file is not the one whose checksum was given. Hex. */
  | {
      readonly kind: 'checksumMismatch';
      readonly name: HashName;
      readonly expected: string;
      readonly actual: string;
    }
  /** The cloud took all bytes, and the image is in a state that does not fit. */
  | { readonly kind: 'wrongStatus'; readonly status: string }
  /** The image stays as it is with no upload behind it: a worker of the cloud has died. `retry` looks again. */
  | { readonly kind: 'stuck'; readonly status: string }
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

/** What the BFF does with the bytes of a paused upload. */
export type Kept =
  /** Nothing was sent yet, or it could not be asked. */
  | { readonly kind: 'unsaid' }
  /** `at` in milliseconds since the epoch. */
  | { readonly kind: 'until'; readonly at: number }
  /** It has waited long enough: the upload begins from zero when it is resumed. */
  | { readonly kind: 'noLonger' };

/**
 * An upload that is open may still be refused: not every cloud says so before the body comes. Those that were tried
 * refuse within this time; until then nothing is made of its having begun. Milliseconds.
 */
export const FIRST_WORD_MS = 300;

export type WaitReason = 'network' | 'busy' | 'sessionGone';

/** `idle`: nobody brought bytes for too long; `tokenExpired`: the same, and the sign-in that began it has ended. */
export type RestartReason = 'lost' | 'idle' | 'tokenExpired';

export type UploadState =
  /** Others go first, or the session is in another project. */
  | { readonly kind: 'queued' }
  /** From before the page was loaded again: it goes on with its file. `differs`: why the one offered was refused. */
  | { readonly kind: 'needsFile'; readonly hasHandle: boolean; readonly differs: readonly FileTrait[] }
  /** Another tab of this browser runs it. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'opening' }
  /** Reading again what was sent before the page was loaded again: the hash is over the whole file. Bytes so far. */
  | { readonly kind: 'hashing'; readonly bytes: number }
  /** `rate` in bytes a second over the last seconds; `null` while unknown. */
  | { readonly kind: 'sending'; readonly rate: number | null }
  | { readonly kind: 'paused'; readonly kept: Kept }
  /** `retryAt` in milliseconds on the clock of `UploadDeps.now`; `null`: not before the user has signed in again. */
  | { readonly kind: 'waiting'; readonly why: WaitReason; readonly retryAt: number | null }
  /** The way to the cloud is lost with all that was sent; begins again by itself when the image is ready for it. */
  | { readonly kind: 'restarting'; readonly why: RestartReason }
  /** All bytes are sent; the cloud is putting them away. */
  | { readonly kind: 'finishing' }
  /** Staged data on its way into the image; bytes so far, `null` where the cloud does not say. */
  | { readonly kind: 'importing'; readonly bytes: number | null }
  /** Comparing size and hash with what was sent. */
  | { readonly kind: 'verifying' }
  /**
   * `sha512` in hex; `null` where none was computed. `isVerified` is false where the image is whole by its status and size,
   * and the browser no longer has the digest of the file to compare it with.
   */
  | { readonly kind: 'done'; readonly sha512: string | null; readonly isVerified: boolean }
  | { readonly kind: 'failed'; readonly failure: UploadFailure }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'cancelled' };
export type StateKind = UploadState['kind'];

/** Whose image it is; only from there can it be looked at, sent anew or removed. */
export interface UploadProject {
  readonly id: string;
  readonly name: string;
}

export interface UploadTask {
  /** The image's id: an image has one upload. */
  readonly id: string;
  readonly imageName: string;
  readonly fileName: string;
  readonly project: UploadProject;
  readonly via: 'file' | 'stage';
  /** Bytes. */
  readonly total: number;
  /** Bytes that have left the browser. */
  readonly sent: number;
  /** Bytes that have been handed to the cloud. */
  readonly taken: number;
  /** How often the connection was cut and it went on. */
  readonly cuts: number;
  /** How often it began again from zero by itself. */
  readonly restarts: number;
  readonly state: UploadState;
}

const running: ReadonlySet<StateKind> = new Set(['opening', 'hashing', 'sending', 'waiting', 'finishing']);
const ended: ReadonlySet<StateKind> = new Set(['done', 'failed', 'cancelled']);
const passive: ReadonlySet<StateKind> = new Set(['needsFile', 'elsewhere']);

/** Holds one of the few places for uploads that run at a time. */
export function isRunning({ state }: UploadTask): boolean {
  return running.has(state.kind);
}

/** Nothing more happens by itself, and nothing is asked of anybody. */
export function isEnded({ state }: UploadTask): boolean {
  return ended.has(state.kind);
}

/** Known from what was remembered, not run by this tab. */
export function isPassive({ state }: UploadTask): boolean {
  return passive.has(state.kind);
}

/** Seconds until all bytes are sent, at the present rate; `null` where nobody can tell. */
export function secondsLeft(task: UploadTask): number | null {
  if (task.state.kind !== 'sending' || !task.state.rate) return null;
  return (task.total - task.sent) / task.state.rate;
}

/** The image is there for good but not what was meant: no more data can be sent to it. */
const spoilt: ReadonlySet<UploadFailure['kind']> = new Set(['sizeMismatch', 'hashMismatch', 'checksumMismatch']);

/**
 * What helps after a failure: `retry` with the same image; `anew` with another one, where this one takes no
 * more data, or none of the file as it is now; `keep` where the image can be kept all the same.
 */
export function waysOut(failure: UploadFailure): {
  readonly retry: boolean;
  readonly anew: boolean;
  readonly keep: boolean;
} {
  const isMismatch = spoilt.has(failure.kind);
  const isUseless = failure.kind === 'problem' && failure.problem.code === 'uploadMismatch';
  const isFinal = isMismatch || isUseless || failure.kind === 'imageGone';
  const anew = isFinal || failure.kind === 'stuck' || failure.kind === 'fileGone';
  return { retry: !isFinal && failure.kind !== 'notRemoved', anew, keep: isMismatch };
}
