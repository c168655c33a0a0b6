import type { Problem, ProblemCode } from '@console/bff-contract';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import type { TransferFailure } from '../upload-transfer/transfer.ts';
import type { CompletionFailure } from './complete-upload.ts';
import { type ImageState, type ReadServices, readImage } from './image-data.ts';

/** Automatic restarts of an upload until the user has to decide. */
const MAX_RESTARTS = 3;

/** The BFF has lost the upload (410) or does not know it (404). */
const lostCodes: ReadonlySet<ProblemCode> = new Set(['uploadLost', 'uploadUnknown']);
/** Failures of the cloud's connection, which mean a loss only after the upload had been open. */
const connectionCodes: ReadonlySet<ProblemCode> = new Set(['cloudUnreachable', 'cloudTimeout', 'stopping']);

/** Why a restart is needed. `idle`: no bytes for too long; `tokenExpired`: the session that began the upload has ended. */
export type RestartReason = 'lost' | 'idle' | 'tokenExpired';

/** Whether an upload can restart by itself after a failure. */
export function canRestart(
  failure: TransferFailure,
  { wasOpen, restarts }: { readonly wasOpen: boolean; readonly restarts: number },
): boolean {
  if (failure.kind !== 'problem' || restarts >= MAX_RESTARTS) return false;
  const { code, upstream }: Problem = failure.problem;
  // Glance answers 409 while the image takes no data, perhaps because it has all of it already.
  if (code === 'uploadRefused' && upstream?.status === 409) return wasOpen;
  return lostCodes.has(code) || (wasOpen && connectionCodes.has(code));
}

export function restartReason(failure: TransferFailure): RestartReason {
  const reason = failure.kind === 'problem' ? failure.problem.reason : undefined;
  return reason === 'idle' || reason === 'tokenExpired' ? reason : 'lost';
}

/** What led to a restart: a failed transfer, or a user who retries an upload that could not be verified. */
export type RestartFailure = TransferFailure | Extract<CompletionFailure, { readonly kind: 'unverified' }>;

export type Restart =
  /** The image is `queued`: send the file again from the first byte. */
  | { readonly kind: 'send' }
  /** The cloud had taken every byte, and only its answer was lost. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly failure: TransferFailure | CompletionFailure };

/** Reads of an image before the restart is given up; they are 1, 2, 3, 4, 5, 5 … seconds apart. */
const MAX_READS = 12;
/** Reads that find the image taking data before it counts as stuck: the clouds that were tried let go within 0.5 s. */
const STUCK_READS = 5;
/** Statuses of an image that takes data. */
const takingStatuses: ReadonlySet<string> = new Set(['saving', 'uploading']);

/**
 * Reads the image until it can be sent again or proves to be complete.
 * @param failure what the upload fails with if the image does not tell
 * @param isAllSent whether every byte was sent; the cloud then needs longer to store them
 * @throws the signal's reason
 */
export async function awaitRestart(
  record: UploadRecord,
  { failure, isAllSent }: { readonly failure: RestartFailure; readonly isAllSent: boolean },
  services: ReadServices,
  signal: AbortSignal,
): Promise<Restart> {
  const maxStuckReads = isAllSent ? MAX_READS : STUCK_READS;
  let lastFailure: TransferFailure | CompletionFailure = failure;
  for (let reads = 0, stuckReads = 0; reads < MAX_READS && stuckReads < maxStuckReads; reads += 1) {
    await services.sleep(Math.min(reads, 5) * 1000);
    const image = await readImage(record, services, signal);
    if (image === 'gone') return { kind: 'failed', failure: { kind: 'imageGone' } };
    if (image === null) continue;
    if (image.status === 'queued') return { kind: 'send' };
    if (isComplete(record, image)) return { kind: 'complete' };
    if (!takingStatuses.has(image.status)) continue;
    stuckReads += 1;
    lastFailure = { kind: 'stuck', status: image.status };
  }
  return { kind: 'failed', failure: lastFailure };
}

/** Statuses of an image that may hold everything that was sent. */
const completeStatuses: Readonly<Record<UploadRecord['via'], readonly string[]>> = {
  file: ['active'],
  stage: ['uploading', 'importing', 'active'],
};

function isComplete({ via, file }: UploadRecord, image: ImageState): boolean {
  if (!completeStatuses[via].includes(image.status)) return false;
  // An import may convert the data: its size is comparable only before.
  const isSizeComparable = via === 'file' || image.status === 'uploading';
  return !isSizeComparable || image.size === file.size;
}
