import type { Problem, ProblemCode } from '@console/bff-contract';
import type { HashName, UploadRecord } from '../upload-persistence/upload-record.ts';
import type { HashFile, TransferFailure } from '../upload-transfer/transfer.ts';
import {
  type Comparison,
  compareImage,
  type DataFailure,
  findChecksumMismatch,
  type ImageState,
  isChecksumCompared,
  type ReadServices,
  readImage,
  whenInProject,
} from './image-data.ts';

export type CompletionFailure =
  | DataFailure
  | Extract<TransferFailure, { readonly kind: 'fileGone' | 'imageGone' }>
  /** The image keeps this status although no data arrives: a worker of the cloud has died. */
  | { readonly kind: 'stuck'; readonly status: string }
  /** The data is staged, and the cloud refused to start the import. */
  | { readonly kind: 'importRefused'; readonly error: unknown }
  /** `reason` in the cloud's words, if it gives any. */
  | { readonly kind: 'importFailed'; readonly reason: string | null; readonly stores: readonly string[] }
  /** Every byte was sent, and the image could not be read. */
  | { readonly kind: 'unverified' };

/** An upload whose bytes are in the cloud. */
export interface SentUpload {
  record(): UploadRecord;
  file(): File | null;
  /** Aborted when the user cancels the upload, or the upload leaves this tab. */
  readonly signal: AbortSignal;
  /** Changes the record and stores it. */
  update(change: Partial<UploadRecord>): Promise<void>;
  /** Bytes that an import has stored, `null` if the cloud does not tell them. */
  onImporting(bytes: number | null): void;
  onImported(): void;
}

export interface CompletionServices extends ReadServices {
  readonly hashFile: HashFile;
  /** Whether Glance's hash is compared with the browser's. */
  readonly hash: 'sha512' | 'none';
}

export type Completion =
  | { readonly kind: 'done'; readonly sha512: string | null; readonly isVerified: boolean }
  | { readonly kind: 'failed'; readonly failure: CompletionFailure };

/** Imports staged data and verifies the image. @throws the signal's reason */
export async function completeUpload(upload: SentUpload, services: CompletionServices): Promise<Completion> {
  const failure = (await verifyChecksum(upload, services)) ?? (await importStagedData(upload, services));
  return failure === null ? verifyImage(upload, services) : { kind: 'failed', failure };
}

async function verifyChecksum(upload: SentUpload, services: CompletionServices): Promise<CompletionFailure | null> {
  const { checksum } = upload.record();
  if (checksum === null) return null;
  if (!isChecksumCompared(upload.record())) await addDigest(upload, checksum.name, services);
  // Without the file the checksum cannot be compared any more; the upload ends as not verified.
  if (!isChecksumCompared(upload.record())) return upload.file() === null ? null : { kind: 'fileGone' };
  return findChecksumMismatch(checksum, upload.record().digests);
}

/** Computes a digest that was not computed while the file was sent, and keeps it; does nothing without the file. */
async function addDigest(upload: SentUpload, name: HashName, { hashFile }: CompletionServices): Promise<void> {
  const file = upload.file();
  if (file === null) return;
  const digests = await hashFile(file, [name]).catch(() => ({}));
  upload.signal.throwIfAborted();
  await upload.update({ digests: { ...upload.record().digests, ...digests } });
}

/** Statuses of an image whose import has been started. */
const importStatuses: ReadonlySet<string> = new Set(['importing', 'active']);

async function importStagedData(upload: SentUpload, services: CompletionServices): Promise<CompletionFailure | null> {
  const { id, via, step } = upload.record();
  if (via !== 'stage') return null;
  await whenInProject(upload.record(), services, upload.signal);
  const refusal = step === 'importing' ? null : await startImport(upload, services);
  if (refusal !== null) return refusal;
  services.images.refresh(id);
  const outcome = await services.images.pollImport(id, upload.onImporting);
  upload.signal.throwIfAborted();
  if (outcome.kind === 'gone') return { kind: 'imageGone' };
  if (outcome.kind === 'failed') return { kind: 'importFailed', ...outcome.failure };
  upload.onImported();
  services.images.refresh(id);
  return null;
}

async function startImport(upload: SentUpload, services: CompletionServices): Promise<CompletionFailure | null> {
  const { id, stores, file, digests } = upload.record();
  const image = await readImage(upload.record(), services, upload.signal);
  if (image === 'gone') return { kind: 'imageGone' };
  if (image !== null) {
    const comparison = compareImage({ via: 'stage', size: file.size, digests }, image);
    if (comparison.kind === 'different' && comparison.failure.kind === 'sizeMismatch') return comparison.failure;
  }
  try {
    // The import runs already if only the answer to an earlier request was lost.
    if (image === null || !importStatuses.has(image.status)) await services.images.startImport(id, stores);
  } catch (error) {
    upload.signal.throwIfAborted();
    return { kind: 'importRefused', error };
  }
  upload.signal.throwIfAborted();
  await upload.update({ step: 'importing' });
  return null;
}

/** Failed or early reads before the verification is given up; they are 1, 2, 3 … seconds apart. */
const VERIFY_READS = 6;

async function verifyImage(upload: SentUpload, services: CompletionServices): Promise<Completion> {
  for (let reads = 0; reads < VERIFY_READS; reads += 1) {
    await services.sleep(reads * 1000);
    const image = await readImage(upload.record(), services, upload.signal);
    if (image === null) continue;
    if (image === 'gone') return { kind: 'failed', failure: { kind: 'imageGone' } };
    const comparison = await compareWithDigest(upload, image, services);
    if (comparison.kind === 'different') return { kind: 'failed', failure: comparison.failure };
    if (comparison.kind === 'pending') continue;
    const isVerified = comparison.kind === 'equal' && isChecksumCompared(upload.record());
    return { kind: 'done', sha512: upload.record().digests.sha512 ?? null, isVerified };
  }
  return { kind: 'failed', failure: { kind: 'unverified' } };
}

/** Compares the image, after hashing the file once more if the cloud has chosen another hash. */
async function compareWithDigest(
  upload: SentUpload,
  image: ImageState,
  services: CompletionServices,
): Promise<Comparison> {
  const compare = () => {
    const { via, file, digests } = upload.record();
    return compareImage({ via, size: file.size, digests: services.hash === 'none' ? null : digests }, image);
  };
  const comparison = compare();
  if (comparison.kind !== 'missingDigest') return comparison;
  await addDigest(upload, comparison.name, services);
  return compare();
}

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
/** Reads that find the image taking data before it counts as stuck: the tested clouds end an interrupted PUT within 0.5 s. */
const STUCK_READS = 5;
/** Statuses of an image that a PUT may still complete. */
export const receivingStatuses: ReadonlySet<string> = new Set(['saving', 'uploading']);

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
    if (!receivingStatuses.has(image.status)) continue;
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
