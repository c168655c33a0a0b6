import type { Desk, Job } from './desk.ts';
import type { Finishing } from './finishing.ts';
import type { Keeping } from './keeping.ts';
import { lookAtImage } from './looking.ts';
import { differences, outerFacts } from './remember/recognise.ts';
import type { KeptUpload } from './remember/record.ts';
import { isPassive, type UploadState, type UploadTask } from './task.ts';
import type { UploadDeps } from './uploads.ts';
import { type FoundData, findData, type ImageState } from './verify.ts';

/** Longest pause between two reads of an image whose upload waits for its file, in seconds. */
const LONGEST_PAUSE_S = 5;

/** Reads of an image that stays `queued`: a busy cloud may take the request of an earlier page later. */
const SETTLED_READS = 12;

/** Statuses of an image that an unfinished PUT may still complete. */
const moving: ReadonlySet<string> = new Set(['saving', 'uploading']);

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
  const followed = new Set<string>();

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
    await Promise.all(kept.map(bringBack));
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

  /** Looks at the image first: only an upload whose image does not hold its data needs the file. */
  async function adopt(record: KeptUpload): Promise<void> {
    const { id, project } = record;
    const image = deps.project()?.id === project.id ? await deps.imageState(id).catch(() => null) : null;
    if (deps.owner() !== record.owner || (await settle(record, image))) return;
    const { handle } = record;
    desk.put(taskOf(record, { kind: 'needsFile', hasHandle: handle !== null, differs: [] }), jobOf(record));
    void followImage(record);
    const leave = await handle?.queryPermission?.({ mode: 'read' }).catch(() => null);
    if (leave === 'granted') void parts.keeping().reopenFile(id);
  }

  /**
   * Goes on with what the image holds, without the file; false where the file is needed.
   * @param image `null` where it could not be read
   */
  async function settle(record: KeptUpload, image: ImageState | 'gone' | null): Promise<boolean> {
    const sent = { ...record, size: record.file.size };
    const found = image === null || image === 'gone' ? null : findData(sent, image, deps.hash);
    // A deleted image needs no file either: completion reads it again and fails.
    const step = image === 'gone' && record.step === 'sending' ? 'sent' : stepOf(record, found);
    if (step === 'sending') return false;
    await takeOver({ ...record, step }, found);
    return true;
  }

  async function takeOver(record: KeptUpload, found: FoundData | null): Promise<void> {
    const { id, via } = record;
    const release = await deps.tabs.take(id);
    if (release === null) {
      // This tab itself has just been given the file.
      if (!isIdle(id)) return;
      desk.put(taskOf(record, { kind: 'elsewhere' }), jobOf(record));
      return watch(id);
    }
    const file = found?.kind === 'whole' && !found.isVerified ? await readableFile(record) : null;
    const state: UploadState = via === 'stage' ? { kind: 'importing', bytes: null } : { kind: 'verifying' };
    desk.put(taskOf(record, state), { ...jobOf(record), file, release });
    void parts.finishing().finish(id);
  }

  /**
   * Reads the image while the upload waits for its file: the PUT of an earlier page may still be running, and then the
   * image becomes `active` a moment later.
   */
  async function followImage(record: KeptUpload): Promise<void> {
    const { id } = record;
    if (followed.has(id)) return;
    followed.add(id);
    for (let reads = 1; ; reads += 1) {
      await deps.sleep(Math.min(reads, LONGEST_PAUSE_S) * 1000);
      const image = await lookAtImage(id, desk, deps);
      if (image === 'dropped' || desk.task(id)?.state.kind !== 'needsFile') break;
      if (image === null) continue;
      if (await settle(record, image)) break;
      if (image !== 'gone' && !moving.has(image.status) && reads >= SETTLED_READS) break;
    }
    followed.delete(id);
  }

  function restore(): Promise<void> {
    working = working.then(look).catch(() => undefined);
    return working;
  }
  return { restore, watch };
}

/** How far the upload is by its record and by what its image holds. */
function stepOf({ step, checksum }: KeptUpload, found: FoundData | null): KeptUpload['step'] {
  if (found?.kind === 'importing') return 'importing';
  if (step !== 'sending' || found === null) return step;
  if (found.kind === 'whole' || found.kind === 'different') return 'sent';
  // A checksum that the user gave has to be compared before the import, which takes the file.
  return found.kind === 'staged' && checksum === null ? 'sent' : 'sending';
}

/** The file behind the record's handle, if the browser lets the page read it without asking and it is unchanged. */
async function readableFile({ handle, file: known }: KeptUpload): Promise<File | null> {
  try {
    if ((await handle?.queryPermission?.({ mode: 'read' })) !== 'granted') return null;
    const file = await handle?.getFile();
    return file !== undefined && differences(outerFacts(file), known).length === 0 ? file : null;
  } catch {
    return null;
  }
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
