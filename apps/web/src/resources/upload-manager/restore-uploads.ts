import type { ChosenFile } from '../../shared/form/chosen-file.ts';
import { type CompletionServices, receivingStatuses } from '../upload-completion/complete-upload.ts';
import {
  classifyImage,
  type ImageData,
  type ImageState,
  isChecksumCompared,
  readImage,
} from '../upload-completion/image-data.ts';
import type { UploadDatabase } from '../upload-persistence/upload-database.ts';
import type { UploadLocks } from '../upload-persistence/upload-locks.ts';
import {
  compareFiles,
  describeFile,
  type FileDifference,
  type FileFingerprint,
  fingerprintFile,
  type UploadRecord,
} from '../upload-persistence/upload-record.ts';
import { createUpload, emptyJob, type UploadStore } from './upload-store.ts';
import { isPassive, type UploadState } from './upload-transitions.ts';

export interface UploadRestorer {
  /** Shows the uploads that are recorded and not run by this tab. Call it when the records may have changed. */
  restore(): void;
  /** Locks and records an upload that has just begun, and takes its file's fingerprint. */
  keep(id: string): Promise<void>;
  continueWithFile(id: string, chosen: ChosenFile): Promise<void>;
  continueWithHandle(id: string): Promise<void>;
}

interface RestorerParts {
  readonly database: UploadDatabase;
  readonly locks: UploadLocks;
  readonly completion: CompletionServices;
  /** Imports and verifies an upload whose bytes are in the cloud. */
  readonly complete: (id: string) => void;
}

/** Longest pause between two reads of an image whose upload waits for its file, in seconds. */
const MAX_PAUSE_S = 5;
/** Longest wait for an image before its upload is shown, in ms. */
const FETCH_TIMEOUT_MS = 3000;
/** Reads of an image that stays `queued`: a busy cloud may take the request of the earlier page later. */
const QUEUED_READS = 12;

/** Brings back uploads from before a reload, and shows those of other tabs. */
export function createUploadRestorer(store: UploadStore, parts: RestorerParts): UploadRestorer {
  const { database, locks, completion, complete } = parts;
  const { session, images, hashFile, hash, sleep } = completion;
  const watchedLocks = new Set<string>();
  const polledImages = new Set<string>();
  let restoring = Promise.resolve();

  function restore(): void {
    restoring = restoring.then(restoreAll).catch(() => undefined);
  }
  locks.onAnnouncement(restore);
  store.subscribe(() => {
    for (const { id, state } of store.list()) if (state.kind === 'elsewhere') watchLock(id);
  });

  /** Restores again when the tab that runs the upload releases its lock. */
  function watchLock(id: string): void {
    if (watchedLocks.has(id)) return;
    watchedLocks.add(id);
    void locks.whenFree(id).then(() => {
      watchedLocks.delete(id);
      restore();
    });
  }

  async function restoreAll(): Promise<void> {
    const owner = session.owner();
    const records = owner === null ? [] : await database.list(owner);
    if (session.owner() !== owner) return;
    const recorded = new Set(records.map(({ id }) => id));
    for (const { id } of store.list()) if (!isOurs(id) && !recorded.has(id)) store.remove(id);
    // All images are read at once; the uploads appear in the order of their records, which is that of the queue.
    const images = records.map((record) => fetchImage(record));
    for (const [index, record] of records.entries())
      await restoreRecord(record, images[index] ?? Promise.resolve(null));
  }

  /** Reads the image of a record. `null` if it cannot be read soon; the upload then waits for its file and polls. */
  async function fetchImage({ id, project }: UploadRecord): Promise<ImageState | 'gone' | null> {
    const isInProject = () => session.project()?.id === project.id;
    if (isOurs(id) || !isInProject()) return null;
    const timeout = sleep(FETCH_TIMEOUT_MS).then(() => null);
    const image = await Promise.race([images.fetch(id).catch(() => null), timeout]);
    return isInProject() ? image : null;
  }

  const isLocked = (id: string) => store.job(id)?.release != null;

  /** Whether this tab runs the upload, or has run it. */
  function isOurs(id: string): boolean {
    const upload = store.get(id);
    return upload !== undefined && (!isPassive(upload) || isLocked(id));
  }

  function show(record: UploadRecord, state: UploadState): void {
    store.add(createUpload(record, state, true), { ...emptyJob, wasOpen: true });
  }

  /** @param fetched the image, because only an upload whose image does not hold its data needs the file */
  async function restoreRecord(record: UploadRecord, fetched: Promise<ImageState | 'gone' | null>): Promise<void> {
    const { id, owner, handle } = record;
    if (isOurs(id)) return;
    const isFree = await locks.isFree(id);
    if (isOurs(id)) return;
    if (!isFree) return show(record, { kind: 'elsewhere' });
    if (store.get(id)?.state.kind === 'needsFile') return;
    const image = await fetched;
    if (session.owner() !== owner || isOurs(id) || (await resume(record, image))) return;
    show(record, { kind: 'needsFile', hasHandle: handle !== null, differences: [] });
    void pollImage(record);
    const permission = await handle?.queryPermission?.({ mode: 'read' }).catch(() => null);
    if (permission === 'granted') void continueWithHandle(id);
  }

  /**
   * Continues from what the image holds; false if the file is needed.
   * @param image `null` if it could not be read
   */
  async function resume(record: UploadRecord, image: ImageState | 'gone' | null): Promise<boolean> {
    const data = image === null || image === 'gone' ? null : classifyImage(record, image, hash);
    // Without its image an upload needs no file either: its completion fails.
    const step = image === 'gone' && record.step === 'sending' ? 'sent' : stepFrom(record, data);
    if (step === 'sending') return false;
    const stateKind = store.get(record.id)?.state.kind;
    const release = await locks.acquire(record.id);
    if (release === null) {
      if (!isLocked(record.id)) show(record, { kind: 'elsewhere' });
      return true;
    }
    const file = data?.kind === 'whole' && !data.isVerified ? await openUnchangedFile(record) : null;
    // The user may have cancelled the upload meanwhile.
    if (store.get(record.id)?.state.kind !== stateKind) {
      release();
      return true;
    }
    const state =
      record.via === 'stage' ? ({ kind: 'importing', bytes: null } as const) : ({ kind: 'verifying' } as const);
    const upload = createUpload({ ...record, step }, state, true);
    store.add(upload, { ...emptyJob, wasOpen: true, file, release });
    complete(record.id);
    return true;
  }

  /** Reads the image while its upload waits for the file: the PUT of the earlier page may end after the reload. */
  async function pollImage(record: UploadRecord): Promise<void> {
    const { id } = record;
    if (polledImages.has(id)) return;
    polledImages.add(id);
    const isWaiting = () => store.get(id)?.state.kind === 'needsFile';
    const controller = new AbortController();
    const unsubscribe = store.subscribe(() => {
      if (!isWaiting()) controller.abort();
    });
    try {
      for (let reads = 1; isWaiting(); reads += 1) {
        await sleep(Math.min(reads, MAX_PAUSE_S) * 1000);
        const image = await readImage(record, completion, controller.signal);
        if (image === null) continue;
        if (await resume(record, image)) return;
        if (image !== 'gone' && !receivingStatuses.has(image.status) && reads >= QUEUED_READS) return;
      }
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    } finally {
      unsubscribe();
      polledImages.delete(id);
    }
  }

  function fingerprint(file: File): Promise<FileFingerprint | null> {
    const sha256 = async (part: Blob) => (await hashFile(part, ['sha256'])).sha256 ?? '';
    return fingerprintFile(file, sha256).catch(() => null);
  }

  async function keep(id: string): Promise<void> {
    const file = store.job(id)?.file;
    if (!file) return;
    await store.lock(id);
    await store.updateRecord(id, {});
    locks.announce();
    const known = await fingerprint(file);
    // The upload may have ended meanwhile, and its record be deleted.
    if (known !== null && store.job(id)?.file === file) await store.updateRecord(id, { file: known });
  }

  async function continueWithFile(id: string, { file, handle }: ChosenFile): Promise<void> {
    const upload = store.get(id);
    if (!upload) return;
    const refuse = (...differences: readonly FileDifference[]) =>
      void store.apply(id, { type: 'fileRefused', differences });
    const chosen = await fingerprint(file);
    // Meanwhile the image may have turned out to need no file.
    if (store.get(id)?.state.kind !== 'needsFile') return;
    if (chosen === null) return refuse('unreadable');
    const differences = compareFiles(upload.record.file, chosen);
    if (differences.length > 0) return refuse(...differences);
    if (!(await store.lock(id))) return void store.apply(id, { type: 'runsElsewhere' });
    store.updateJob(id, { file });
    const saved = store.updateRecord(id, { file: chosen, ...(handle === null ? {} : { handle }) });
    store.apply(id, { type: 'fileChosen' });
    await saved;
    locks.announce();
  }

  async function continueWithHandle(id: string): Promise<void> {
    const handle = store.get(id)?.record.handle;
    if (!handle) return;
    try {
      const permission = await handle.requestPermission?.({ mode: 'read' });
      if (permission !== undefined && permission !== 'granted') return;
      await continueWithFile(id, { file: await handle.getFile(), handle });
    } catch {
      store.apply(id, { type: 'fileRefused', differences: ['unreadable'] });
    }
  }

  return { restore, keep, continueWithFile, continueWithHandle };
}

/** How far the upload has come by its record and by what its image holds. */
function stepFrom(record: UploadRecord, data: ImageData | null): UploadRecord['step'] {
  const { step } = record;
  if (data?.kind === 'importing') return 'importing';
  // The checksum that the user gave has to be compared before the import, which takes the file.
  if (data?.kind === 'staged' && step !== 'importing') return isChecksumCompared(record) ? 'sent' : 'sending';
  if (step !== 'sending' || data === null) return step;
  return data.kind === 'whole' || data.kind === 'different' ? 'sent' : 'sending';
}

/** The file behind the record's handle, if the page may read it without asking the user and it is unchanged. */
async function openUnchangedFile({ handle, file: known }: UploadRecord): Promise<File | null> {
  try {
    if ((await handle?.queryPermission?.({ mode: 'read' })) !== 'granted') return null;
    const file = await handle?.getFile();
    return file !== undefined && compareFiles(known, describeFile(file)).length === 0 ? file : null;
  } catch {
    return null;
  }
}
