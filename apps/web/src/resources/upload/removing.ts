import type { Desk } from './desk.ts';
import type { Finishing } from './finishing.ts';
import type { Keeping } from './keeping.ts';
import type { StateKind, UploadFailure, UploadState, UploadTask } from './task.ts';
import type { UploadDeps } from './uploads.ts';
import { findData, type ImageState } from './verify.ts';

/** Reads of an image that stays `saving` before it is deleted all the same; 0.5, 1, 1.5 … s apart. */
const SAVING_READS = 5;
const SAVING_PAUSE_MS = 500;

/** Failures that tell the user what the image holds: deleting it then is their decision. */
const explained: ReadonlySet<UploadFailure['kind']> = new Set(['sizeMismatch', 'hashMismatch', 'checksumMismatch']);

/** States in which an import runs that this upload has started. */
const ownImport: ReadonlySet<string> = new Set<StateKind | UploadFailure['kind']>(['importing', 'importFailed']);

export interface Removing {
  /**
   * Ends a cancelled upload and deletes its image, unless the image turns out to hold the whole file.
   * @param before the task as it was when the user cancelled it
   */
  removeImage(id: string, before: UploadTask): Promise<void>;
}

export function createRemoving(
  desk: Desk,
  deps: UploadDeps,
  parts: {
    readonly keeping: Pick<Keeping, 'claim' | 'save' | 'end'>;
    readonly finishing: Finishing;
    readonly endTransfer: (id: string) => void;
    readonly endUpload: (id: string) => Promise<void>;
    readonly watch: (id: string) => void;
  },
): Removing {
  const { keeping, finishing } = parts;

  /** The image once the cloud has let go of it. @throws where it cannot be read */
  async function readSettled(id: string, isStuck: boolean): Promise<ImageState | 'gone'> {
    for (let reads = 0; ; reads += 1) {
      const image = await deps.imageState(id);
      if (image === 'gone' || image.status !== 'saving' || isStuck || reads >= SAVING_READS) return image;
      await deps.sleep((reads + 1) * SAVING_PAUSE_MS);
    }
  }

  /** Deletes the image unless it must stay; the state in which the upload ends. @throws where the cloud refuses */
  async function removeOrKeep(id: string, before: UploadTask): Promise<UploadState> {
    const job = desk.job(id);
    if (!job || deps.project()?.id !== job.project.id) throw new Error('the image is of another project');
    const failure = before.state.kind === 'failed' ? before.state.failure.kind : null;
    const image = await readSettled(id, failure === 'stuck');
    if (image === 'gone') return { kind: 'cancelled' };
    const found = findData(job, image, deps.hash);
    if (found.kind === 'whole') {
      return { kind: 'done', sha512: job.digests.sha512 ?? null, isVerified: found.isVerified };
    }
    if (found.kind === 'different' && (failure === null || !explained.has(failure))) {
      return { kind: 'failed', failure: found.failure };
    }
    if (found.kind === 'importing' && !ownImport.has(failure ?? before.state.kind)) {
      return { kind: 'importing', bytes: null };
    }
    await deps.removeImage(id);
    return { kind: 'cancelled' };
  }

  async function settle(id: string, end: UploadState): Promise<void> {
    if (end.kind === 'cancelled') {
      desk.apply(id, { type: 'removed' });
      keeping.end(id);
      return;
    }
    if (!desk.apply(id, { type: 'imageKept', state: end })) return;
    if (end.kind === 'done') keeping.end(id);
    if (end.kind === 'importing') {
      desk.note(id, { step: 'importing' });
      await finishing.finish(id);
    }
  }

  return {
    async removeImage(id, before) {
      parts.endTransfer(id);
      if (!(await keeping.claim(id))) {
        if (desk.apply(id, { type: 'takenElsewhere' })) parts.watch(id);
        return;
      }
      await parts.endUpload(id);
      const notRemoved: UploadState = { kind: 'failed', failure: { kind: 'notRemoved' } };
      await settle(id, await removeOrKeep(id, before).catch(() => notRemoved));
      deps.onChange(id);
    },
  };
}
