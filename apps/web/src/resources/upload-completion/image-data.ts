import { RequestError } from '../../shared/http/index.ts';
import {
  type Checksum,
  type Digests,
  type HashName,
  isHashName,
  type UploadProject,
  type UploadRecord,
} from '../upload-persistence/upload-record.ts';

/** An image as Glance describes it. */
export interface ImageState {
  readonly status: string;
  /** Bytes. */
  readonly size: number | null;
  /** `os_hash_algo` and `os_hash_value` in hex; `null` before Glance has computed it. */
  readonly hash: { readonly algorithm: string; readonly value: string } | null;
}

export type ImportOutcome =
  | { readonly kind: 'active' }
  | {
      readonly kind: 'failed';
      readonly failure: { readonly reason: string | null; readonly stores: readonly string[] };
    }
  /** The image was deleted. */
  | { readonly kind: 'gone' };

/** What uploads need of the image service. */
export interface ImageService {
  /** Reads an image. @throws RequestError */
  fetch(imageId: string): Promise<ImageState | 'gone'>;
  /** Deletes an image; resolves also if it is gone. @throws RequestError */
  delete(imageId: string): Promise<void>;
  /** Starts the import of staged data. @throws RequestError if the cloud refuses */
  startImport(imageId: string, stores: readonly string[]): Promise<void>;
  /** Polls an import until it ends. Reports the bytes stored so far, `null` if the cloud does not tell them. */
  pollImport(imageId: string, onBytes: (bytes: number | null) => void): Promise<ImportOutcome>;
  /** Reads the image anew for every page that shows it. */
  refresh(imageId: string): void;
}

export interface UploadSession {
  /** Id of the user; `null` while signed out. */
  owner(): string | null;
  /** The session's project. Images of other projects may be invisible, which proves nothing about them. */
  project(): UploadProject | null;
  csrfToken(): string | null;
  /** Asks the user to sign in again; the manager's `wake` follows. */
  onExpired(): void;
}

export type DataFailure =
  /** The cloud holds another number of bytes than the file has. */
  | { readonly kind: 'sizeMismatch'; readonly expected: number; readonly actual: number | null }
  /** The cloud's hash differs from the browser's. Hex. */
  | { readonly kind: 'hashMismatch'; readonly expected: string; readonly actual: string }
  /** The file differs from the one whose checksum the user gave. Hex. */
  | {
      readonly kind: 'checksumMismatch';
      readonly name: HashName;
      readonly expected: string;
      readonly actual: string;
    }
  /** The cloud took every byte, and the image has an unexpected status. */
  | { readonly kind: 'wrongStatus'; readonly status: string };

/** What was sent, to compare the image with. */
export interface SentData {
  readonly via: UploadRecord['via'];
  /** Bytes. */
  readonly size: number;
  /** Of the whole file; `null` if hashes are not compared. */
  readonly digests: Digests | null;
}

export type Comparison =
  | { readonly kind: 'equal' }
  /** The cloud still stores the data. */
  | { readonly kind: 'pending' }
  /** The cloud uses a hash that the browser has not computed. */
  | { readonly kind: 'missingDigest'; readonly name: HashName }
  | { readonly kind: 'different'; readonly failure: DataFailure };

const goodStatuses: Readonly<Record<UploadRecord['via'], readonly string[]>> = {
  file: ['active', 'deactivated'],
  stage: ['uploading', 'importing', 'active'],
};

/** Compares the image with what was sent. A status alone proves nothing. */
export function compareImage(sent: SentData, image: ImageState): Comparison {
  if (image.status === 'saving') return { kind: 'pending' };
  if (!goodStatuses[sent.via].includes(image.status)) {
    return { kind: 'different', failure: { kind: 'wrongStatus', status: image.status } };
  }
  // Staged data has no hash and may be converted by the import: only its size can be compared, and only before.
  const isSizeComparable = sent.via === 'file' || image.status === 'uploading';
  if (isSizeComparable && image.size !== sent.size) {
    return { kind: 'different', failure: { kind: 'sizeMismatch', expected: sent.size, actual: image.size } };
  }
  return sent.via === 'file' ? compareHash(sent.digests, image.hash) : { kind: 'equal' };
}

/** A hash that the browser cannot compute proves nothing either way. */
function compareHash(digests: Digests | null, hash: ImageState['hash']): Comparison {
  if (digests === null || hash === null || !isHashName(hash.algorithm)) return { kind: 'equal' };
  const expected = digests[hash.algorithm];
  if (expected === undefined) return { kind: 'missingDigest', name: hash.algorithm };
  if (expected === hash.value) return { kind: 'equal' };
  return { kind: 'different', failure: { kind: 'hashMismatch', expected, actual: hash.value } };
}

/** Compares the file's digest with the checksum that the user gave; `null` while either is missing. */
export function findChecksumMismatch(checksum: Checksum | null, digests: Digests): DataFailure | null {
  const actual = checksum === null ? undefined : digests[checksum.name];
  if (checksum === null || actual === undefined || actual === checksum.value) return null;
  return { kind: 'checksumMismatch', name: checksum.name, expected: checksum.value, actual };
}

/** Whether the checksum that the user gave, if any, has been compared with the file. */
export function isChecksumCompared({ checksum, digests }: Pick<UploadRecord, 'checksum' | 'digests'>): boolean {
  return checksum === null || digests[checksum.name] !== undefined;
}

/** What an image holds of an upload whose end the browser may have missed. */
export type ImageData =
  /** Not the whole file, as far as the image tells: it can be sent again, or deleted. */
  | { readonly kind: 'incomplete' }
  /** Every byte is in the staging area; an import has to follow. */
  | { readonly kind: 'staged' }
  | { readonly kind: 'importing' }
  /** The image can be used. Not verified: a digest is missing to compare it with the file. */
  | { readonly kind: 'whole'; readonly isVerified: boolean }
  /** The image can be used, and is not what was sent. */
  | { readonly kind: 'different'; readonly failure: DataFailure };

/** Finds out from the image alone how far an upload has come: the file may no longer be at hand. */
export function classifyImage(record: UploadRecord, image: ImageState, hash: 'sha512' | 'none'): ImageData {
  const { via, file, checksum } = record;
  if (via === 'stage') {
    if (image.status === 'importing') return { kind: 'importing' };
    if (image.status === 'uploading' && image.size === file.size) return { kind: 'staged' };
  }
  if (image.status !== 'active' && image.status !== 'deactivated') return { kind: 'incomplete' };
  const mismatch = findChecksumMismatch(checksum, record.digests);
  if (mismatch !== null) return { kind: 'different', failure: mismatch };
  const digests = hash === 'none' ? null : record.digests;
  const sent: SentData = { via, size: file.size, digests };
  const comparison: Comparison = via === 'stage' ? { kind: 'equal' } : compareImage(sent, image);
  if (comparison.kind === 'different') return comparison;
  return { kind: 'whole', isVerified: comparison.kind === 'equal' && isChecksumCompared(record) };
}

/** Pause between two checks whether the session is back, and in the image's project. */
const SESSION_POLL_MS = 2000;

export interface ReadServices {
  readonly images: ImageService;
  readonly session: UploadSession;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Resolves when the session is in the record's project. @throws the signal's reason */
export async function whenInProject(
  { project }: UploadRecord,
  { session, sleep }: Pick<ReadServices, 'session' | 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  while (!isInProject({ project }, session)) {
    await sleep(SESSION_POLL_MS);
    signal.throwIfAborted();
  }
}

/** Whether the session is in the project of the upload's image. Other projects may not see the image. */
function isInProject({ project }: Pick<UploadRecord, 'project'>, session: UploadSession): boolean {
  return session.project()?.id === project.id;
}

/**
 * Reads the image as soon as the session may: a user needs longer to sign in again than any number of retries lasts.
 * `null` if the image cannot be read at the moment. @throws the signal's reason
 */
export async function readImage(
  record: UploadRecord,
  services: ReadServices,
  signal: AbortSignal,
): Promise<ImageState | 'gone' | null> {
  for (;;) {
    await whenInProject(record, services, signal);
    const image = await services.images
      .fetch(record.id)
      .catch((error: unknown) => (isSignedOut(error) ? 'signedOut' : null));
    signal.throwIfAborted();
    // A 404 proves nothing if the session has changed to another project meanwhile.
    if (image === 'gone' && !isInProject(record, services.session)) continue;
    if (image !== 'signedOut') return image;
    await services.sleep(SESSION_POLL_MS);
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.status === 401;
}

export type Removal =
  | { readonly kind: 'removed' }
  /** The image holds the whole file. */
  | { readonly kind: 'whole'; readonly isVerified: boolean }
  /** The image can be used, and is not what was sent; the user does not know that yet. */
  | { readonly kind: 'different'; readonly failure: DataFailure }
  /** An import runs that this upload has not started. */
  | { readonly kind: 'importing' }
  /** The image could not be read or deleted. */
  | { readonly kind: 'failed' };

export interface RemovalServices {
  readonly images: ImageService;
  readonly session: UploadSession;
  readonly sleep: (ms: number) => Promise<void>;
  readonly hash: 'sha512' | 'none';
}

/** The state that the user saw when they cancelled. */
export interface CancelContext {
  /** Kind of the failure that the upload ended with, if any. */
  readonly failure: string | null;
  /** Whether the upload imports its staged data. */
  readonly isImporting: boolean;
}

/** Failures that describe what the image holds: deleting it then is the user's decision. */
const describedMismatches: ReadonlySet<string> = new Set<DataFailure['kind']>([
  'sizeMismatch',
  'hashMismatch',
  'checksumMismatch',
]);

/** Deletes the image of a cancelled upload, unless the image holds something that must stay. */
export async function removeImage(
  record: UploadRecord,
  context: CancelContext,
  services: RemovalServices,
): Promise<Removal> {
  const { images, session } = services;
  try {
    if (!isInProject(record, session)) return { kind: 'failed' };
    const image = await readSettledImage(record.id, context.failure === 'stuck', services);
    // The user may change the project while the image settles. A 404 from there does not mean that the image is gone.
    if (!isInProject(record, session)) return { kind: 'failed' };
    if (image === 'gone') return { kind: 'removed' };
    const data = classifyImage(record, image, services.hash);
    if (data.kind === 'whole') return data;
    if (data.kind === 'different' && !describedMismatches.has(context.failure ?? '')) return data;
    if (data.kind === 'importing' && !context.isImporting) return data;
    await images.delete(record.id);
    return isInProject(record, session) ? { kind: 'removed' } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
}

/** Reads of an image that stays `saving` before it is deleted all the same; they are 0.5, 1, 1.5 … s apart. */
const SAVING_READS = 5;
const SAVING_PAUSE_MS = 500;

/** Waits until the cloud no longer takes data for the image, because a PUT that was about to end may still complete it. */
async function readSettledImage(
  id: string,
  isStuck: boolean,
  { images, sleep }: RemovalServices,
): Promise<ImageState | 'gone'> {
  for (let reads = 0; ; reads += 1) {
    const image = await images.fetch(id);
    if (image === 'gone' || image.status !== 'saving' || isStuck || reads >= SAVING_READS) return image;
    await sleep((reads + 1) * SAVING_PAUSE_MS);
  }
}
