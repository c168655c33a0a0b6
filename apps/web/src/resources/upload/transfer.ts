import type { UploadFailure, WaitReason } from './machine.ts';

/** What a worker needs to send one file; all of it can be posted to it. */
export interface TransferSpec {
  readonly file: File;
  readonly imageId: string;
  readonly via: 'file' | 'stage';
  readonly store: string | null;
  /** Address of the uploads, `/api/uploads`. */
  readonly uploadsUrl: string;
  /** Bytes of one PATCH. */
  readonly sliceBytes: number;
  readonly hash: 'sha512' | 'none';
  readonly csrfToken: string | null;
}

/** What happens to a transfer, as its worker tells it. */
export type Report =
  /** The BFF knows the upload under this address and has so many of its bytes. */
  | { readonly kind: 'opened'; readonly location: string; readonly sent: number }
  | { readonly kind: 'progress'; readonly sent: number }
  /** Tries again in `ms`; `null`: when woken. */
  | { readonly kind: 'waiting'; readonly why: WaitReason; readonly ms: number | null }
  | { readonly kind: 'allSent' }
  /** The cloud has taken the file. SHA-512 in hex of what was read, where it was asked for. */
  | { readonly kind: 'accepted'; readonly sha512: string | null }
  | { readonly kind: 'failed'; readonly failure: UploadFailure };

export type Command =
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

/** Each transfer in a worker of its own: reading and hashing never hold up the page. */
export const startInWorker: StartTransfer = (spec, onReport) => {
  const worker = new Worker(new URL('./transfer.worker.ts', import.meta.url), { type: 'module' });
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
};
