import type { Desk, Job } from './desk.ts';
import type { HashName } from './hashes.ts';
import type { Keeping } from './keeping.ts';
import { backInProject, lookAtImage } from './looking.ts';
import type { UploadFailure } from './task.ts';
import type { UploadDeps } from './uploads.ts';
import { type Comparison, compare, type ImageState } from './verify.ts';

/** Looks at an image in vain this often before giving up; they are 1, 2, 3 … seconds apart. */
const LOOKS = 6;

/** Statuses of an image whose staged data is being taken in, or has been. */
const importBegun: ReadonlySet<string> = new Set(['importing', 'active']);

export interface Finishing {
  /** Takes a task whose bytes are in the cloud to its end, from where it stands. */
  finish(id: string): Promise<void>;
}

export function createFinishing(desk: Desk, deps: UploadDeps, keeping: Pick<Keeping, 'save' | 'end'>): Finishing {
  const fail = (id: string, failure: UploadFailure) => {
    desk.apply(id, { type: 'failed', failure });
    deps.onChange(id);
  };

  /** Hashes what was not hashed while it was sent, for good; nothing where the file is not at hand. */
  async function hashMore(id: string, name: HashName): Promise<void> {
    const file = desk.job(id)?.file ?? null;
    if (file === null) return;
    const more = await deps.hashFile(file, [name]).catch(() => ({}));
    // It may be cancelled by now, and forgotten.
    if (desk.job(id)?.file !== file) return;
    desk.note(id, { digests: { ...desk.job(id)?.digests, ...more } });
    await keeping.save(id);
  }

  async function checksumFailure(id: string): Promise<UploadFailure | null> {
    const checksum = desk.job(id)?.checksum ?? null;
    if (checksum === null) return null;
    const { name, value: expected } = checksum;
    if (desk.job(id)?.digests[name] === undefined) await hashMore(id, name);
    const actual = desk.job(id)?.digests[name];
    // Without the file the checksum stays unchecked; the upload ends as not verified.
    if (actual === undefined) return desk.job(id)?.file === null ? null : { kind: 'fileGone' };
    return actual === expected ? null : { kind: 'checksumMismatch', name, expected, actual };
  }

  async function takeIn(id: string): Promise<void> {
    const job = desk.job(id);
    if (!job) return;
    const begun = job.step === 'importing' ? null : await beginImport(id, job);
    if (begun === 'over') return;
    const failure = begun ?? (await followImport(id));
    if (failure !== null) return fail(id, failure);
    desk.apply(id, { type: 'imported' });
    deps.onChange(id);
  }

  async function beginImport(id: string, job: Job): Promise<UploadFailure | 'over' | null> {
    const staged = await lookAtImage(id, desk, deps);
    // It may be cancelled by now.
    if (staged === 'dropped' || desk.task(id)?.state.kind !== 'importing') return 'over';
    if (staged === 'gone') return { kind: 'imageGone' };
    const failure = staged === null ? null : stagedFailure(job, staged);
    if (failure !== null) return failure;
    try {
      // It runs already where only the answer to an earlier call was lost.
      if (staged === null || !importBegun.has(staged.status)) await deps.startImport(id, job.stores);
    } catch (error) {
      return { kind: 'importRefused', error };
    }
    desk.note(id, { step: 'importing' });
    await keeping.save(id);
    return null;
  }

  async function followImport(id: string): Promise<UploadFailure | null> {
    deps.onChange(id);
    const end = await deps.followImport(id, (bytes) => void desk.apply(id, { type: 'importing', bytes }));
    if (end.kind === 'gone') return { kind: 'imageGone' };
    return end.kind === 'failed' ? { kind: 'importFailed', ...end.failure } : null;
  }

  async function judge(id: string, image: ImageState): Promise<Comparison> {
    const job = desk.job(id);
    if (!job) return { kind: 'later' };
    const sent = { via: job.via, size: job.size, digests: deps.hash === 'none' ? null : job.digests };
    const first = compare(sent, image);
    if (first.kind !== 'unhashed') return first;
    await hashMore(id, first.name);
    return compare({ ...sent, digests: desk.job(id)?.digests ?? {} }, image);
  }

  async function verify(id: string): Promise<void> {
    for (let look = 0; look < LOOKS; look += 1) {
      await deps.sleep(look * 1000);
      const image = await lookAtImage(id, desk, deps);
      if (image === 'dropped') return;
      if (image === null) continue;
      if (image === 'gone') return fail(id, { kind: 'imageGone' });
      const comparison = await judge(id, image);
      if (comparison.kind === 'different') return fail(id, comparison.failure);
      if (comparison.kind === 'later') continue;
      const digests = desk.job(id)?.digests ?? {};
      const isVerified = comparison.kind === 'same' && isChecked(desk.job(id));
      desk.apply(id, { type: 'verified', sha512: digests.sha512 ?? null, isVerified });
      keeping.end(id);
      deps.onChange(id);
      return;
    }
    fail(id, { kind: 'unverified' });
  }

  return {
    async finish(id) {
      await keeping.save(id);
      const failure = await checksumFailure(id);
      if (failure !== null) return fail(id, failure);
      if (desk.task(id)?.state.kind === 'importing' && (await backInProject(id, desk, deps))) await takeIn(id);
      if (desk.task(id)?.state.kind === 'verifying') await verify(id);
    },
  };
}

/** Whether the checksum that the user gave, if any, has been compared with the file. */
function isChecked(job: Job | undefined): boolean {
  return job !== undefined && (job.checksum === null || job.digests[job.checksum.name] !== undefined);
}

/** Staged data can be compared only before the import, which may convert it. */
function stagedFailure({ size, digests }: Job, staged: ImageState): UploadFailure | null {
  const comparison = compare({ via: 'stage', size, digests }, staged);
  return comparison.kind === 'different' && comparison.failure.kind === 'sizeMismatch' ? comparison.failure : null;
}
