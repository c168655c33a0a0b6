import type { Desk, Job } from './desk.ts';
import type { Finishing } from './finishing.ts';
import type { Keeping } from './keeping.ts';
import type { KeptUpload } from './remember/record.ts';
import { isPassive, type UploadState, type UploadTask } from './task.ts';
import type { UploadDeps } from './uploads.ts';
import { compare, type ImageState } from './verify.ts';

export interface Restoring {
  /** Shows what is remembered and not run here; to be called whenever that may have changed. */
  restore(): Promise<void>;
  /** Looks again when the tab that runs it lets go. */
  watch(id: string): void;
}

/** Brings back uploads from before the page was loaded again, and shows those of other tabs. */
export function createRestoring(
  desk: Desk,
  deps: UploadDeps,
  parts: { readonly keeping: () => Keeping; readonly finishing: () => Finishing },
): Restoring {
  let working = Promise.resolve();
  const watched = new Set<string>();

  const watch = (id: string) => {
    if (watched.has(id)) return;
    watched.add(id);
    void deps.tabs.whenFree(id).then(() => {
      watched.delete(id);
      return restore();
    });
  };

  async function look(): Promise<void> {
    const owner = deps.owner();
    const kept = owner === null ? [] : await deps.memory.all(owner);
    if (deps.owner() !== owner) return;
    const known = new Set(kept.map(({ id }) => id));
    for (const task of desk.tasks()) if (isPassive(task) && !known.has(task.id) && isIdle(task.id)) desk.drop(task.id);
    for (const record of kept) await bringBack(record);
  }

  /** Not held by this tab. */
  const isIdle = (id: string) => (desk.job(id)?.release ?? null) === null;

  async function bringBack(record: KeptUpload): Promise<void> {
    const { id } = record;
    const isOurs = () => {
      const task = desk.task(id);
      return task !== undefined && (!isPassive(task) || !isIdle(id));
    };
    if (isOurs()) return;
    const isFree = await deps.tabs.isFree(id);
    if (isOurs()) return;
    if (!isFree) {
      desk.put(taskOf(record, { kind: 'elsewhere' }), jobOf(record));
      return watch(id);
    }
    if (desk.task(id)?.state.kind === 'needsFile') return;
    await adopt(record);
  }

  async function adopt(record: KeptUpload): Promise<void> {
    const { id, handle, step, via } = record;
    if (step === 'sending') {
      desk.put(taskOf(record, { kind: 'needsFile', hasHandle: handle !== null, differs: [] }), jobOf(record));
      void lookAtImage(record);
      const leave = await handle?.queryPermission?.({ mode: 'read' }).catch(() => null);
      if (leave === 'granted') void parts.keeping().reopenFile(id);
      return;
    }
    const release = await deps.tabs.take(id);
    if (release === null) return;
    const state: UploadState = via === 'stage' ? { kind: 'importing', bytes: null } : { kind: 'verifying' };
    desk.put(taskOf(record, state), { ...jobOf(record), release });
    void parts.finishing().finish(id);
  }

  /** Nobody needs to look for a file whose image is no more, or has all of it already. */
  async function lookAtImage(record: KeptUpload): Promise<void> {
    const { id, project } = record;
    if (deps.project()?.id !== project.id) return;
    const image = await deps.imageState(id).catch(() => null);
    if (image === null || desk.task(id)?.state.kind !== 'needsFile') return;
    if (image === 'gone') desk.apply(id, { type: 'failed', failure: { kind: 'imageGone' } });
    else if (isProven(record, image)) await adopt({ ...record, step: 'sent' });
  }

  /** Holds what was sent, as far as that can be told without the file. */
  function isProven({ via, file, checksum, digests }: KeptUpload, image: ImageState): boolean {
    const sent = { via, size: file.size, digests: deps.hash === 'none' ? null : digests };
    return via === 'file' && checksum === null && compare(sent, image).kind === 'same';
  }

  function restore(): Promise<void> {
    working = working.then(look).catch(() => undefined);
    return working;
  }
  return { restore, watch };
}

function taskOf({ id, imageName, project, via, file, step }: KeptUpload, state: UploadState): UploadTask {
  const sent = step === 'sending' ? 0 : file.size;
  return {
    id,
    imageName,
    fileName: file.name,
    project,
    via,
    total: file.size,
    sent,
    taken: sent,
    cuts: 0,
    restarts: 0,
    state,
  };
}

function jobOf(record: KeptUpload): Job {
  const { imageName, project, via, stores, checksum, form, file: facts, handle, location, step, digests } = record;
  return {
    imageName,
    project,
    via,
    stores,
    checksum,
    form,
    size: facts.size,
    file: null,
    handle,
    facts,
    transfer: null,
    location,
    // Perhaps by an earlier page, which may have sent everything.
    begun: true,
    step,
    digests,
    samples: [],
    losses: 0,
    startedAt: record.startedAt,
    release: null,
  };
}
