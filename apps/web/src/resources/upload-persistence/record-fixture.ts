import type { UploadDatabase } from './upload-database.ts';
import type { UploadLocks } from './upload-locks.ts';
import { RECORD_VERSION, type UploadRecord } from './upload-record.ts';

/** The file of {@link recordFixture}. */
export const fileFixture = new File(['bytes'], 'a.qcow2', { lastModified: 5 });

/** An upload of 5 bytes that a reload has interrupted. */
export const recordFixture: UploadRecord = {
  version: RECORD_VERSION,
  id: 'i',
  owner: 'u',
  project: { id: 'p', name: 'dev' },
  imageName: '镜像',
  via: 'file',
  stores: [],
  checksum: null,
  form: { name: '镜像' },
  file: { name: 'a.qcow2', size: 5, lastModified: 5, head: 'edge', tail: 'edge' },
  handle: null,
  location: '/api/uploads/1',
  step: 'sending',
  digests: {},
  startedAt: 1,
};

/** A database in memory. */
export function createMemoryDatabase(
  ...records: readonly UploadRecord[]
): UploadDatabase & { readonly records: Map<string, UploadRecord> } {
  const map = new Map(records.map((record) => [record.id, record]));
  return {
    records: map,
    list: async (owner) => [...map.values()].filter((record) => record.owner === owner),
    put: async (record) => void map.set(record.id, record),
    delete: async (id) => void map.delete(id),
  };
}

/** The locks of one browser in memory; each call of the returned function opens another tab. */
export function createMemoryLocks(): () => UploadLocks {
  const held = new Map<string, Promise<void>>();
  const listeners: (() => void)[] = [];
  return () => {
    let own: (() => void) | null = null;
    return {
      async acquire(id) {
        if (held.has(id)) return null;
        const { promise, resolve } = Promise.withResolvers<void>();
        held.set(id, promise);
        return () => {
          held.delete(id);
          resolve();
        };
      },
      isFree: async (id) => !held.has(id),
      whenFree: async (id) => held.get(id),
      announce() {
        for (const listener of listeners) if (listener !== own) listener();
      },
      onAnnouncement(listener) {
        own = listener;
        listeners.push(listener);
      },
    };
  };
}
