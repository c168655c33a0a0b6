import type { ImportManagerDeps } from './import-manager.ts';
import { createImportRecords, type ImportRecords } from './import-records.ts';

/** A memory that forgets with the test; what it holds can be looked at as text. */
export function importRecordsOf(): ImportRecords & { readonly text: () => string } {
  const held = new Map<string, string>();
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (k: string, v: string) => void held.set(k, v),
  };
  return { ...createImportRecords(storage), text: () => [...held.values()].join() };
}

/** Surroundings of imports in which nothing happens; a test says what matters to it. */
export function importManagerDepsOf(changes: Partial<ImportManagerDeps> = {}): ImportManagerDeps {
  return {
    startImport: async () => undefined,
    fetchProgress: async () => null,
    fetchSource: async () => null,
    owner: () => 'u',
    project: () => ({ id: 'p', name: 'dev' }),
    records: importRecordsOf(),
    removeImage: async () => undefined,
    onChange: () => undefined,
    sleep: () => new Promise(() => undefined),
    ...changes,
  };
}
