import type { Problem } from '@console/bff-contract';
import type { Digests, HashName, UploadRecord } from '../upload-persistence/upload-record.ts';
import { terminateUpload } from './tus-client.ts';

/** Input of a worker that sends one file; posted to it, so that it holds only what can be cloned. */
export interface TransferSpec {
  readonly file: File;
  readonly upload: Pick<UploadRecord, 'id' | 'via' | 'stores' | 'checksum' | 'location'>;
  /** Whether SHA-512 is computed while the file is sent. */
  readonly hash: 'sha512' | 'none';
  /** Maximum bytes of one PATCH. */
  readonly sliceBytes: number;
  readonly csrfToken: string | null;
}

export type TransferFailure =
  /** The BFF or the cloud refuses. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The file was changed, moved or deleted after the user had chosen it. */
  | { readonly kind: 'fileGone' }
  /** The image was deleted while its data was being sent. */
  | { readonly kind: 'imageGone' }
  /** The worker failed. */
  | { readonly kind: 'broken' };

/** Why a transfer waits; `busy`: the BFF takes no more uploads at the moment. */
export type WaitReason = 'network' | 'busy' | 'sessionGone';

/** Message of a worker that sends a file. */
export type TransferReport =
  /** The upload is open at the BFF under this address, which has `sent` bytes of it. */
  | { readonly kind: 'opened'; readonly location: string; readonly sent: number }
  /** Reads the part that an earlier page has sent, because the hash covers the whole file. Bytes so far. */
  | { readonly kind: 'hashing'; readonly bytes: number }
  | { readonly kind: 'progress'; readonly sent: number }
  /** Bytes that the BFF has handed to the cloud. */
  | { readonly kind: 'received'; readonly bytes: number }
  /** Paused; the BFF keeps what it has for `ms` more milliseconds. */
  | { readonly kind: 'retained'; readonly sent: number; readonly ms: number }
  /** Paused for so long that the BFF has dropped the upload. */
  | { readonly kind: 'expired' }
  /** Retries in `ms` milliseconds; `null`: when woken. */
  | { readonly kind: 'waiting'; readonly reason: WaitReason; readonly ms: number | null }
  | { readonly kind: 'allSent' }
  /** The cloud has taken the file. */
  | { readonly kind: 'accepted'; readonly digests: Digests }
  | { readonly kind: 'failed'; readonly failure: TransferFailure };

/** Message of a worker that only hashes. */
export type HashReport =
  | { readonly kind: 'hashing'; readonly bytes: number }
  | { readonly kind: 'hashed'; readonly digests: Digests }
  | { readonly kind: 'unreadable' };

/** Message to a worker. */
export type WorkerCommand =
  | { readonly kind: 'hash'; readonly blob: Blob; readonly names: readonly HashName[] }
  | { readonly kind: 'start'; readonly spec: TransferSpec }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Retry now: the network or the session is back. */
  | { readonly kind: 'wake'; readonly csrfToken: string | null };

/** A running transfer. */
export interface Transfer {
  pause(): void;
  resume(): void;
  wake(csrfToken: string | null): void;
  /** Ends the worker at once; no report follows. */
  stop(): void;
}

/** Hashes a blob in a worker. @throws if the blob cannot be read */
export type HashFile = (
  blob: Blob,
  names: readonly HashName[],
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
) => Promise<Digests>;

export interface Transfers {
  /** Starts a worker in advance, so that the next transfer does not wait for its code. */
  prepare(): void;
  start(spec: TransferSpec, onReport: (report: TransferReport) => void): Transfer;
  readonly hashFile: HashFile;
  /** Ends an upload at the BFF; the image stays. @throws if there is no answer */
  terminate(location: string, csrfToken: string | null): Promise<void>;
}

const createWorker = () => new Worker(new URL('./transfer.worker.ts', import.meta.url), { type: 'module' });

/** Runs each transfer in a worker of its own, so that reading and hashing never block the page. */
export function createTransfers(create: () => Worker = createWorker): Transfers {
  let prepared: Worker | null = null;
  return {
    prepare() {
      if (prepared !== null) return;
      // A browser without workers fails when the transfer starts, and reports it there.
      const worker = tryCreate(create);
      if (worker === null) return;
      prepared = worker;
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        if (prepared === worker) prepared = null;
      };
    },
    start(spec, onReport) {
      const worker = prepared ?? create();
      prepared = null;
      return startIn(worker, spec, onReport);
    },
    hashFile: (blob, names, onBytes, signal) => hashInWorker(blob, names, onBytes, signal, create),
    terminate: terminateUpload,
  };
}

function tryCreate(create: () => Worker): Worker | null {
  try {
    return create();
  } catch {
    return null;
  }
}

function startIn(worker: Worker, spec: TransferSpec, onReport: (report: TransferReport) => void): Transfer {
  const post = (command: WorkerCommand) => worker.postMessage(command);
  worker.onmessage = (message: MessageEvent<TransferReport>) => onReport(message.data);
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    onReport({ kind: 'failed', failure: { kind: 'broken' } });
  };
  post({ kind: 'start', spec });
  return {
    pause: () => post({ kind: 'pause' }),
    resume: () => post({ kind: 'resume' }),
    wake: (csrfToken) => post({ kind: 'wake', csrfToken }),
    stop: () => worker.terminate(),
  };
}

/** Hashes a blob in a worker of its own. @throws if the blob cannot be read, or the signal is aborted */
export function hashInWorker(
  blob: Blob,
  names: readonly HashName[],
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
  create: () => Worker = createWorker,
): Promise<Digests> {
  return new Promise((resolve, reject) => {
    const worker = create();
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal?.addEventListener('abort', () => end(() => reject(signal.reason)));
    worker.onerror = (event) => {
      event.preventDefault();
      end(() => reject(new Error(event.message)));
    };
    worker.onmessage = ({ data }: MessageEvent<HashReport>) => {
      if (data.kind === 'hashing') onBytes?.(data.bytes);
      else end(() => (data.kind === 'hashed' ? resolve(data.digests) : reject(new Error('the file cannot be read'))));
    };
    const command: WorkerCommand = { kind: 'hash', blob, names };
    worker.postMessage(command);
  });
}
