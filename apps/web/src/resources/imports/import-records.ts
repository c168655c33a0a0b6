import { dayMs } from '@console/units';

export interface ImportProject {
  readonly id: string;
  readonly name: string;
}

/** What is kept of an import over a reload. No address: it may hold a password, and the cloud's own task has it. */
export interface ImportRecord {
  /** The image's id. */
  readonly id: string;
  /** Whose it is; nobody else on this browser is told of it. */
  readonly owner: string;
  readonly imageName: string;
  readonly project: ImportProject | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Where imports are remembered until they are done or put away. Nothing here throws. */
export interface ImportRecords {
  /** Oldest first. */
  findByOwner(owner: string): readonly ImportRecord[];
  save(kept: ImportRecord): void;
  remove(id: string): void;
}

const KEY = 'console.imports';
/** After so long nobody comes back for an import. */
const FORGOTTEN_MS = 30 * dayMs;

export function createImportRecords(storage: Pick<Storage, 'getItem' | 'setItem'>): ImportRecords {
  const read = () => parse(storage.getItem(KEY)).filter(({ startedAt }) => startedAt > Date.now() - FORGOTTEN_MS);
  const write = (kept: readonly ImportRecord[]) => {
    try {
      storage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A full store: the import runs all the same, it only will not be missed after a reload.
    }
  };
  const others = (id: string) => read().filter((kept) => kept.id !== id);
  return {
    findByOwner: (owner) => read().filter((kept) => kept.owner === owner),
    save: (kept) => write([...others(kept.id), kept]),
    remove: (id) => write(others(id)),
  };
}

function parse(text: string | null): readonly ImportRecord[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isKept) : [];
  } catch {
    return [];
  }
}

/** Written by us, but perhaps by an older page. */
function isKept(value: unknown): value is ImportRecord {
  if (typeof value !== 'object' || value === null) return false;
  const part = (name: keyof ImportRecord): unknown => Reflect.get(value, name);
  const texts = [part('id'), part('owner'), part('imageName')];
  return texts.every((text) => typeof text === 'string') && typeof part('startedAt') === 'number';
}
