import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import {
  classifyImage,
  type DataFailure,
  type ImageService,
  type ImageState,
  type UploadSession,
} from './image-data.ts';

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
    if (session.project()?.id !== record.project.id) return { kind: 'failed' };
    const image = await readSettledImage(record.id, context.failure === 'stuck', services);
    if (image === 'gone') return { kind: 'removed' };
    const data = classifyImage(record, image, services.hash);
    if (data.kind === 'whole') return data;
    if (data.kind === 'different' && !describedMismatches.has(context.failure ?? '')) return data;
    if (data.kind === 'importing' && !context.isImporting) return data;
    await images.delete(record.id);
    return { kind: 'removed' };
  } catch {
    return { kind: 'failed' };
  }
}

/** Reads of an image that stays `saving` before it is deleted all the same; they are 0.5, 1, 1.5 … s apart. */
const SAVING_READS = 5;
const SAVING_PAUSE_MS = 500;

/** Waits until the cloud has let go of the image: a PUT that was about to end may still complete it. */
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
