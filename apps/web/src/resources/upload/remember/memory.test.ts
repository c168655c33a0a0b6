import { expect, it, vi } from 'vitest';
import { kept } from '../testing-tab.ts';
import { openMemory } from './memory.ts';
import type { KeptUpload } from './record.ts';

const DAY_MS = 24 * 3600 * 1000;

/** As much of the browser's database as the memory asks for. */
function databaseOf(...uploads: readonly KeptUpload[]) {
  const records = new Map(uploads.map((upload) => [upload.id, upload]));
  const answer = <T>(result: T) => {
    const request = { result, onsuccess: () => undefined };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  const store = {
    getAll: () => answer([...records.values()]),
    index: () => ({ getAll: (owner: string) => answer([...records.values()].filter((one) => one.owner === owner)) }),
    put: (upload: KeptUpload) => answer(records.set(upload.id, upload)),
    delete: (id: string) => answer(records.delete(id)),
    count: () => answer(records.size),
  };
  const database = { transaction: () => ({ objectStore: () => store }) };
  return { records, factory: { open: () => answer(database) } as unknown as IDBFactory };
}

it("forgets what is a month old, somebody else's too, and keeps the rest", async () => {
  const old = { ...kept, id: 'old', startedAt: Date.now() - 31 * DAY_MS };
  const others = { ...old, id: 'others', owner: 'somebody else' };
  const recent = { ...kept, startedAt: Date.now() - 29 * DAY_MS };
  const { records, factory } = databaseOf(old, others, recent);
  const sign = { put: vi.fn() };
  expect(await openMemory(factory, sign).all('u')).toEqual([recent]);
  expect([...records.keys()]).toEqual(['i']);
  expect(sign.put.mock.lastCall).toEqual([true]);
});

it('takes the sign down with the last of it', async () => {
  const { factory } = databaseOf({ ...kept, startedAt: Date.now() - 31 * DAY_MS });
  const sign = { put: vi.fn() };
  expect(await openMemory(factory, sign).all('u')).toEqual([]);
  expect(sign.put.mock.lastCall).toEqual([false]);
});
