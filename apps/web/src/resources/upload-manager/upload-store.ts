import type { CancelContext } from '../upload-completion/image-data.ts';
import type { UploadDatabase } from '../upload-persistence/upload-database.ts';
import type { UploadLocks } from '../upload-persistence/upload-locks.ts';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import type { Transfer } from '../upload-transfer/transfer.ts';
import { allows, type StateKind, transition, type Upload, type UploadEvent } from './upload-transitions.ts';

/** State of an upload that only this tab has. */
export interface UploadJob {
  /** `null` until the user has chosen it again. */
  readonly file: File | null;
  readonly transfer: Transfer | null;
  /** Releases the upload's lock. */
  readonly release: (() => void) | null;
  /** Ends the completion or restart that runs. */
  readonly controller: AbortController | null;
  /** What the user saw when they cancelled; a repeated cancel means the same. */
  readonly cancelContext: CancelContext | null;
  /** Whether the BFF has had the upload open at some time. */
  readonly wasOpen: boolean;
  /** Automatic restarts since the user began or continued the upload. */
  readonly restarts: number;
  readonly rateSamples: readonly RateSample[];
}

/** Bytes sent at a time in milliseconds. */
export interface RateSample {
  readonly at: number;
  readonly sent: number;
}

export const emptyJob: UploadJob = {
  file: null,
  transfer: null,
  release: null,
  controller: null,
  cancelContext: null,
  wasOpen: false,
  restarts: 0,
  rateSamples: [],
};

/** @param hasStarted false while an early rejection may still come */
export function createUpload(record: UploadRecord, state: Upload['state'], hasStarted: boolean): Upload {
  const sent = record.step === 'sending' ? 0 : record.file.size;
  return { id: record.id, record, sent, received: sent, reconnects: 0, restarts: 0, hasStarted, state };
}

/** The uploads in the order of the queue, their records and their locks. */
export interface UploadStore {
  /** The same array until something changes. */
  list(): readonly Upload[];
  get(id: string): Upload | undefined;
  job(id: string): UploadJob | undefined;
  /** Adds an upload, or replaces the one of the same id. */
  add(upload: Upload, job: UploadJob): void;
  /** Applies an event; false if it does not apply. */
  apply(id: string, event: UploadEvent): boolean;
  updateJob(id: string, change: Partial<UploadJob>): void;
  /** Changes the record and stores it, except for an upload that has ended well: its record is deleted. */
  updateRecord(id: string, change: Partial<UploadRecord>): Promise<void>;
  /** Locks the upload for this tab; false while another tab has it. */
  lock(id: string): Promise<boolean>;
  /** Deletes the record, then releases the lock: in the other order another tab would restore the upload. */
  deleteRecord(id: string): void;
  /** Removes the upload from this tab; its record stays. */
  remove(id: string): void;
  reorder(uploads: readonly Upload[]): void;
  subscribe(listener: () => void): () => void;
}

export function createUploadStore(database: UploadDatabase, locks: UploadLocks): UploadStore {
  let uploads: readonly Upload[] = [];
  const jobs = new Map<string, UploadJob>();
  const listeners = new Set<() => void>();
  const locking = new Map<string, Promise<boolean>>();
  const get = (id: string) => uploads.find((upload) => upload.id === id);

  function publish(next: readonly Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }

  function replace(id: string, next: Upload): void {
    publish(uploads.map((upload) => (upload.id === id ? next : upload)));
  }

  function updateJob(id: string, change: Partial<UploadJob>): void {
    const job = jobs.get(id);
    if (job) jobs.set(id, { ...job, ...change });
  }

  async function acquire(id: string): Promise<boolean> {
    if (jobs.get(id)?.release != null) return true;
    const release = await locks.acquire(id);
    if (release === null) return false;
    if (!jobs.has(id)) release();
    updateJob(id, { release });
    return true;
  }

  return {
    list: () => uploads,
    get,
    job: (id) => jobs.get(id),
    add(upload, job) {
      jobs.set(upload.id, job);
      if (get(upload.id) === undefined) publish([...uploads, upload]);
      else replace(upload.id, upload);
    },
    apply(id, event) {
      const upload = get(id);
      if (!upload || !allows(upload, event.type)) return false;
      replace(id, transition(upload, event));
      return true;
    },
    updateJob,
    async updateRecord(id, change) {
      const upload = get(id);
      if (!upload) return;
      const record = { ...upload.record, ...change };
      replace(id, { ...upload, record });
      if (upload.state.kind !== 'done' && upload.state.kind !== 'cancelled') await database.put(record);
    },
    lock(id) {
      const lock = locking.get(id) ?? acquire(id).finally(() => locking.delete(id));
      locking.set(id, lock);
      return lock;
    },
    deleteRecord(id) {
      const release = jobs.get(id)?.release;
      updateJob(id, { release: null, file: null });
      void database.delete(id).then(() => {
        release?.();
        locks.announce();
      });
    },
    remove(id) {
      const job = jobs.get(id);
      job?.transfer?.stop();
      job?.controller?.abort();
      job?.release?.();
      jobs.delete(id);
      publish(uploads.filter((upload) => upload.id !== id));
    },
    reorder: publish,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Uploads that can be moved in the queue. */
const movable: ReadonlySet<StateKind> = new Set(['queued', 'paused', 'needsFile']);

export type Direction = 'earlier' | 'later';

/** Swaps an upload with the next one that can be moved; the same array if there is none. */
export function moveUpload(uploads: readonly Upload[], id: string, direction: Direction): readonly Upload[] {
  const from = uploads.findIndex((upload) => upload.id === id && movable.has(upload.state.kind));
  if (from < 0) return uploads;
  const indexes = [...uploads.keys()];
  const candidates = direction === 'later' ? indexes.slice(from + 1) : indexes.slice(0, from).toReversed();
  const to = candidates.find((index) => movable.has(uploads[index]?.state.kind ?? 'done'));
  const moved = uploads[from];
  const other = to === undefined ? undefined : uploads[to];
  if (to === undefined || moved === undefined || other === undefined) return uploads;
  return uploads.with(from, other).with(to, moved);
}

export function canMove(uploads: readonly Upload[], id: string, direction: Direction): boolean {
  return moveUpload(uploads, id, direction) !== uploads;
}

const RATE_WINDOW_MS = 5000;
/** A shorter span gives a rate that jumps. */
const MIN_RATE_SPAN_MS = 500;

/** Adds a sample and drops those older than five seconds. */
export function addRateSample(samples: readonly RateSample[], sample: RateSample): readonly RateSample[] {
  return [...samples.filter(({ at }) => sample.at - at <= RATE_WINDOW_MS), sample];
}

/** Bytes per second over the samples; `null` while they span too little time. */
export function rateOf(samples: readonly RateSample[]): number | null {
  const first = samples.at(0);
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < MIN_RATE_SPAN_MS) return null;
  return (Math.max(0, last.sent - first.sent) / (last.at - first.at)) * 1000;
}
