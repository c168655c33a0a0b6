import type { Desk, Job } from './desk.ts';
import { differences, type FileFacts, type FileTrait, factsOf } from './remember/recognise.ts';
import type { FileHandle, KeptUpload } from './remember/record.ts';
import type { UploadDeps } from './uploads.ts';

/** Remembers open uploads, so that they outlive the page. */
export interface Keeping {
  /** To be called when an upload begins: takes it for this tab and looks at its file. */
  begin(id: string): Promise<void>;
  /** Writes down how far it is. */
  save(id: string): Promise<void>;
  /** Takes an upload for this tab; false where another one has it. */
  claim(id: string): Promise<boolean>;
  /** It is over: forgets it, and gives it free. */
  end(id: string): void;
  /** Goes on with a file chosen again, or says in what it differs. */
  giveFile(id: string, file: File, handle: FileHandle | null): Promise<void>;
  reopenFile(id: string): Promise<void>;
}

export function createKeeping(desk: Desk, deps: UploadDeps, onElsewhere: (id: string) => void): Keeping {
  const facts = (file: File): Promise<FileFacts> =>
    factsOf(file, async (part) => (await deps.hashFile(part, ['sha256'])).sha256 ?? '');
  const refuse = (id: string, ...differs: readonly FileTrait[]) =>
    void desk.apply(id, { type: 'fileRefused', differs });

  async function save(id: string): Promise<void> {
    const job = desk.job(id);
    const owner = deps.owner();
    const kind = desk.task(id)?.state.kind;
    // What was forgotten stays so: an answer that comes after that would bring it back at the next load of the page.
    if (!job || owner === null || kind === 'done' || kind === 'cancelled') return;
    await deps.memory.put(recordOf(id, owner, job));
  }

  const claiming = new Map<string, Promise<boolean>>();
  function claim(id: string): Promise<boolean> {
    const claimed = claiming.get(id) ?? takeLock(id).finally(() => claiming.delete(id));
    claiming.set(id, claimed);
    return claimed;
  }

  async function takeLock(id: string): Promise<boolean> {
    if (desk.job(id)?.release != null) return true;
    const release = await deps.tabs.take(id);
    if (release === null) return false;
    if (desk.job(id) === undefined) release();
    desk.note(id, { release });
    return true;
  }

  async function giveFile(id: string, file: File, handle: FileHandle | null): Promise<void> {
    const job = desk.job(id);
    if (!job) return;
    const offered = await facts(file).catch(() => null);
    // Meanwhile its image may have turned out to need no file.
    if (desk.task(id)?.state.kind !== 'needsFile') return;
    if (offered === null) return refuse(id, 'unreadable');
    const differs = differences(job.facts, offered);
    if (differs.length > 0) return refuse(id, ...differs);
    if (!(await claim(id))) {
      if (desk.apply(id, { type: 'takenElsewhere' })) onElsewhere(id);
      return;
    }
    desk.note(id, { file, facts: offered, ...(handle === null ? {} : { handle }) });
    desk.apply(id, { type: 'fileGiven' });
    await save(id);
    deps.tabs.tell();
  }

  return {
    save,
    claim,
    giveFile,
    async begin(id) {
      const file = desk.job(id)?.file;
      if (!file) return;
      await claim(id);
      await save(id);
      deps.tabs.tell();
      const known = await facts(file).catch(() => null);
      // It may be over by now, and forgotten.
      if (known === null || desk.job(id)?.file !== file) return;
      desk.note(id, { facts: known });
      await save(id);
    },
    end(id) {
      const release = desk.job(id)?.release;
      desk.note(id, { release: null, file: null });
      // Free only when it is forgotten: another tab would take it up.
      void deps.memory.remove(id).then(() => {
        release?.();
        deps.tabs.tell();
      });
    },
    async reopenFile(id) {
      const handle = desk.job(id)?.handle;
      if (!handle) return;
      try {
        const leave = await handle.requestPermission?.({ mode: 'read' });
        if (leave !== undefined && leave !== 'granted') return;
        await giveFile(id, await handle.getFile(), handle);
      } catch {
        refuse(id, 'unreadable');
      }
    },
  };
}

function recordOf(id: string, owner: string, job: Job): KeptUpload {
  const {
    project,
    imageName,
    via,
    stores,
    checksum,
    form,
    handle,
    location,
    step,
    digests,
    startedAt,
    facts: file,
  } = job;
  return {
    id,
    owner,
    project,
    imageName,
    via,
    stores,
    checksum,
    form,
    file,
    handle,
    location,
    step,
    digests,
    startedAt,
  };
}
