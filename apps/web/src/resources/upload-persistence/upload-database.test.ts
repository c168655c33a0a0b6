import 'fake-indexeddb/auto';
import { dayMs } from '@console/units';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recordFixture } from './record-fixture.ts';
import { openUploadDatabase } from './upload-database.ts';

const recent = { ...recordFixture, startedAt: Date.now() - 29 * dayMs };
const old = { ...recordFixture, id: 'old', startedAt: Date.now() - 31 * dayMs };

/** Fills the database as the first release did. */
async function fillDatabase(...records: readonly object[]): Promise<void> {
  const db = await openDB('console-uploads', 1, {
    upgrade: (created) => void created.createObjectStore('uploads', { keyPath: 'id' }).createIndex('owner', 'owner'),
  });
  await Promise.all(records.map((record) => db.put('uploads', record)));
  db.close();
}

async function storedIds(): Promise<readonly unknown[]> {
  const db = await openDB('console-uploads', 1);
  const ids = await db.getAllKeys('uploads');
  db.close();
  return ids;
}

describe('the upload database', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
  });

  it('keeps the records of the first release, which have no version', async () => {
    const { version: _version, ...stored } = recent;
    await fillDatabase(stored);
    expect(await openUploadDatabase({ set() {} }).list('u')).toEqual([recent]);
  });

  it('lists the records of one user, oldest first', async () => {
    const newer = { ...recent, id: 'j', startedAt: Date.now() };
    await fillDatabase(newer, { ...recent, id: 'k', owner: 'another user' }, recent);
    expect(await openUploadDatabase({ set() {} }).list('u')).toEqual([recent, newer]);
  });

  it('deletes records of any user that are older than 30 days', async () => {
    await fillDatabase(old, { ...old, id: 'others', owner: 'another user' }, recent);
    const flag = { set: vi.fn() };
    expect(await openUploadDatabase(flag).list('u')).toEqual([recent]);
    expect(await storedIds()).toEqual(['i']);
    expect(flag.set.mock.lastCall).toEqual([true]);
  });

  it('sets the flag with the first record and clears it with the last one', async () => {
    const flag = { set: vi.fn() };
    const database = openUploadDatabase(flag);
    await database.put(recent);
    expect(flag.set.mock.lastCall).toEqual([true]);
    await database.delete('i');
    expect(flag.set.mock.lastCall).toEqual([false]);
  });

  it('stores the record without its handle where the handle cannot be stored', async () => {
    const database = openUploadDatabase({ set() {} });
    // A function cannot be cloned, like a handle in a private window.
    await database.put({ ...recent, handle: { getFile: () => Promise.reject(new Error('private')) } });
    expect(await database.list('u')).toEqual([recent]);
  });

  it('lists nothing and rejects nothing where the browser has no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const database = openUploadDatabase({ set() {} });
    await database.put(recent);
    await database.delete('i');
    expect(await database.list('u')).toEqual([]);
  });
});
