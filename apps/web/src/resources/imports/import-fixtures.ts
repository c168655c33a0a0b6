import type { ImportManagerDeps } from './import-manager.ts';
import { createImportRecords, type ImportRecords } from './import-records.ts';

/** Creates records in memory; `text` returns everything that is stored. */
export function importRecordsFixture(): ImportRecords & { readonly text: () => string } {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return { ...createImportRecords(storage), text: () => [...items.values()].join() };
}

/** Creates dependencies of the import manager that do nothing, with the given changes. */
export function importManagerDepsFixture(changes: Partial<ImportManagerDeps> = {}): ImportManagerDeps {
  return {
    startImport: async () => undefined,
    fetchProgress: async () => null,
    fetchSource: async () => null,
    owner: () => 'u',
    project: () => ({ id: 'p', name: 'dev' }),
    records: importRecordsFixture(),
    removeImage: async () => undefined,
    onChange: () => undefined,
    sleep: () => new Promise(() => undefined),
    ...changes,
  };
}
