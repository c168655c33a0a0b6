import type { Digests, HashName } from './hashes.ts';
import { FileGone } from './source.ts';
import type { UploadFailure, WaitReason } from './task.ts';

/** What a worker needs to send one file; all of it can be posted to it. */
export interface TransferSpec {
  readonly file: File;
  readonly imageId: string;
  readonly via: 'file' | 'stage';
  readonly store: string | null;
  /** Address of the uploads, `/api/uploads`. */
  readonly uploadsUrl: string;
  /** Most bytes of one PATCH. */
  readonly sliceBytes: number;
  /** What is computed while it is sent. */
  readonly hashes: readonly HashName[];
  /** Where an earlier page had opened it; `null` opens it. */
  readonly location: string | null;
  readonly csrfToken: string | null;
}

/** What happens to a transfer, as its worker tells it. */
export type Report =
  /** The BFF knows the upload under this address and has so many of its bytes. */
  | { readonly kind: 'opened'; readonly location: string; readonly sent: number }
  /** Reads again what was sent before, for the hash; so many bytes of it so far. */
  | { readonly kind: 'hashing'; readonly bytes: number }
  | { readonly kind: 'progress'; readonly sent: number }
  /** So many bytes have been handed to the cloud. */
  | { readonly kind: 'taken'; readonly bytes: number }
  /** Paused: the BFF keeps what it has for so many milliseconds more. */
  | { readonly kind: 'kept'; readonly sent: number; readonly ms: number }
  /** Paused for too long: nothing is left of what was sent. */
  | { readonly kind: 'lapsed' }
  /** Tries again in `ms`; `null`: when woken. */
  | { readonly kind: 'waiting'; readonly why: WaitReason; readonly ms: number | null }
  | { readonly kind: 'allSent' }
  /** The cloud has taken the file; the hashes of what was read. */
  | { readonly kind: 'accepted'; readonly digests: Digests }
  | { readonly kind: 'failed'; readonly failure: UploadFailure };

/** What a worker tells that only hashes. */
export type HashReport =
  | { readonly kind: 'hashing'; readonly bytes: number }
  | { readonly kind: 'hashed'; readonly digests: Digests }
  | { readonly kind: 'unreadable' };

export type Command =
  | { readonly kind: 'hash'; readonly blob: Blob; readonly names: readonly HashName[] }
  | { readonly kind: 'start'; readonly spec: TransferSpec }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Do not wait any longer: the network, or the session, is back. */
  | { readonly kind: 'wake'; readonly csrfToken: string | null };

/** A transfer under way. */
export interface Transfer {
  pause(): void;
  resume(): void;
  wake(csrfToken: string | null): void;
  /** Ends it at once, whatever it is doing; no report follows. */
  stop(): void;
}
export type StartTransfer = (spec: TransferSpec, onReport: (report: Report) => void) => Transfer;

const newWorker = () => new Worker(new URL('./transfer.worker.ts', import.meta.url), { type: 'module' });

export interface Transfers {
  /** Gets a worker ready, so that the next transfer need not wait for its code. */
  readonly prepare: () => void;
  readonly start: StartTransfer;
}

/** Each transfer in a worker of its own: reading and hashing never hold up the page. */
export function createTransfers(make: () => Worker = newWorker): Transfers {
  let ready: Worker | null = null;
  const take = () => {
    const worker = ready ?? make();
    ready = null;
    return worker;
  };
  return {
    prepare() {
      if (ready !== null) return;
      // One that cannot be had is nobody's trouble yet: the transfer tries for itself, and tells.
      const worker = attempt(make);
      if (worker === null) return;
      ready = worker;
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        if (ready === worker) ready = null;
      };
    },
    start: (spec, onReport) => startIn(take(), spec, onReport),
  };
}

function attempt(make: () => Worker): Worker | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function startIn(worker: Worker, spec: TransferSpec, onReport: (report: Report) => void): Transfer {
  const tell = (command: Command) => worker.postMessage(command);
  worker.onmessage = (message: MessageEvent<Report>) => onReport(message.data);
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    onReport({ kind: 'failed', failure: { kind: 'broken' } });
  };
  tell({ kind: 'start', spec });
  return {
    pause: () => tell({ kind: 'pause' }),
    resume: () => tell({ kind: 'resume' }),
    wake: (csrfToken) => tell({ kind: 'wake', csrfToken }),
    stop: () => worker.terminate(),
  };
}

/** Hashes a file or a part of one beside the page. @throws FileGone */
export type HashFile = (
  blob: Blob,
  names: readonly HashName[],
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
) => Promise<Digests>;

export const hashInWorker: HashFile = (blob, names, onBytes, signal) =>
  new Promise((resolve, reject) => {
    const worker = newWorker();
    const end = (then: () => void) => {
      worker.terminate();
      then();
    };
    signal?.addEventListener('abort', () => end(() => reject(signal.reason)));
    worker.onerror = (event) => {
      event.preventDefault();
      end(() => reject(new Error(event.message)));
    };
    worker.onmessage = ({ data }: MessageEvent<HashReport>) => {
      if (data.kind === 'hashing') onBytes?.(data.bytes);
      else
        end(() => (data.kind === 'hashed' ? resolve(data.digests) : reject(new FileGone('the file cannot be read'))));
    };
    const command: Command = { kind: 'hash', blob, names };
    worker.postMessage(command);
  });
