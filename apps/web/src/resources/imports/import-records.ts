import { dayMs } from '@console/units';

export interface ImportProject {
  readonly id: string;
  readonly name: string;
}

/** What is stored of an import so that it is shown again after a reload. The address is not, because it may contain a password. */
export interface ImportRecord {
  /** The image's id. */
  readonly id: string;
  /** Id of the user who started the import. Other users of this browser do not see it. */
  readonly owner: string;
  readonly imageName: string;
  readonly project: ImportProject | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Stored records of imports that have not ended or been dismissed. No method throws. */
export interface ImportRecords {
  /** Returns the user's records, oldest first. */
  findByOwner(owner: string): readonly ImportRecord[];
  save(record: ImportRecord): void;
  remove(id: string): void;
}

const storageKey = 'console.imports';
const maxAgeMs = 30 * dayMs;

export function createImportRecords(storage: Pick<Storage, 'getItem' | 'setItem'>): ImportRecords {
  const read = () =>
    parseRecords(storage.getItem(storageKey)).filter(({ startedAt }) => startedAt > Date.now() - maxAgeMs);
  const write = (records: readonly ImportRecord[]) => {
    try {
      storage.setItem(storageKey, JSON.stringify(records));
    } catch {
      // The storage is full or disabled: the import continues and is missing after a reload only.
    }
  };
  const readOthers = (id: string) => read().filter((record) => record.id !== id);
  return {
    findByOwner: (owner) => read().filter((record) => record.owner === owner),
    save: (record) => write([...readOthers(record.id), record]),
    remove: (id) => write(readOthers(id)),
  };
}

function parseRecords(text: string | null): readonly ImportRecord[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isImportRecord) : [];
  } catch {
    return [];
  }
}

/** An earlier release may have written records of another shape. */
function isImportRecord(value: unknown): value is ImportRecord {
  if (typeof value !== 'object' || value === null) return false;
  const read = (name: keyof ImportRecord): unknown => Reflect.get(value, name);
  const texts = [read('id'), read('owner'), read('imageName')];
  return texts.every((text) => typeof text === 'string') && typeof read('startedAt') === 'number';
}
