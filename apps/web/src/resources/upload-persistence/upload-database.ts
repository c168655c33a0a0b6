import { dayMs } from '@console/units';
import { type DBSchema, openDB } from 'idb';
import { migrateRecord, type UploadRecord } from './upload-record.ts';

/** Keeps upload records across reloads. No call rejects: without a database an upload runs, and is lost with the page. */
export interface UploadDatabase {
  /** The records of one user, oldest first. */
  list(owner: string): Promise<readonly UploadRecord[]>;
  put(record: UploadRecord): Promise<void>;
  delete(id: string): Promise<void>;
}

/**
 * The version of the schema stays 1: a tab of an earlier release keeps its connection open and would block an upgrade.
 * Records carry a version of their own.
 */
interface Schema extends DBSchema {
  uploads: { key: string; value: UploadRecord; indexes: { owner: string } };
}

const MAX_AGE_MS = 30 * dayMs;

/**
 * Opens the IndexedDB database `console-uploads`, and deletes records of any user that are older than 30 days.
 * @param flag is set while the database holds records
 */
export function openUploadDatabase(flag: { set(isSet: boolean): void }): UploadDatabase {
  const opening = open();
  // Private windows and blocked storage: each call below handles the rejection.
  opening.catch(() => undefined);
  const updateFlag = async () => flag.set((await opening.then((db) => db.count('uploads')).catch(() => 0)) > 0);

  async function deleteOld(): Promise<void> {
    const db = await opening;
    const records = await db.getAll('uploads');
    const old = records.filter(({ startedAt }) => startedAt < Date.now() - MAX_AGE_MS);
    await Promise.all(old.map(({ id }) => db.delete('uploads', id)));
    if (old.length > 0) await updateFlag();
  }
  const cleaned = deleteOld().catch(() => undefined);

  return {
    async list(owner) {
      await cleaned;
      const records = await opening.then((db) => db.getAllFromIndex('uploads', 'owner', owner)).catch(() => []);
      const known = records.map(migrateRecord).filter((record) => record !== null);
      return known.toSorted((one, other) => one.startedAt - other.startedAt);
    },
    async put(record) {
      const put = async (value: UploadRecord) => (await opening).put('uploads', value);
      try {
        // A private window stores no file handle: the user chooses the file again there.
        await put(record).catch(() => put({ ...record, handle: null }));
        flag.set(true);
      } catch {
        // The upload runs without a record.
      }
    },
    async delete(id) {
      await opening.then((db) => db.delete('uploads', id)).catch(() => undefined);
      await updateFlag();
    },
  };
}

async function open() {
  return openDB<Schema>('console-uploads', 1, {
    upgrade(db) {
      db.createObjectStore('uploads', { keyPath: 'id' }).createIndex('owner', 'owner');
    },
  });
}
