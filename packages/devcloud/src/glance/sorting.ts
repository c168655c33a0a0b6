import type { SQLInputValue } from 'node:sqlite';
import { badRequest } from './glance-fault.ts';
import type { Condition } from './query-conditions.ts';
import type { StoredImage } from './stored-image.ts';

type Direction = 'asc' | 'desc';

export interface SortTerm {
  readonly key: SortKey;
  readonly direction: Direction;
}

/** The SQL expression of each sort key, with empty text or 0 for absent values, and the same value of an image. */
const KEYS = {
  name: { sql: "coalesce(name, '')", of: (image: StoredImage) => image.name ?? '' },
  status: { sql: 'status', of: (image: StoredImage) => image.status },
  container_format: { sql: "coalesce(container_format, '')", of: (image: StoredImage) => image.containerFormat ?? '' },
  disk_format: { sql: "coalesce(disk_format, '')", of: (image: StoredImage) => image.diskFormat ?? '' },
  size: { sql: 'coalesce(size, 0)', of: (image: StoredImage) => image.size ?? 0 },
  id: { sql: 'id', of: (image: StoredImage) => image.id },
  created_at: { sql: 'created_at', of: (image: StoredImage) => image.createdAt },
  updated_at: { sql: 'updated_at', of: (image: StoredImage) => image.updatedAt },
} satisfies Record<string, { sql: string; of: (image: StoredImage) => SQLInputValue }>;

type SortKey = keyof typeof KEYS;

/** Parses `sort=name:asc,size`, or `sort_key` and `sort_dir`. The default is newest first. Throws 400. */
export function parseSorting(query: URLSearchParams): readonly SortTerm[] {
  const { keys, directions } = query.has('sort') ? readNew(query) : readClassic(query);
  const [only = 'desc'] = directions;
  const terms = (keys.length > 0 ? keys : (['created_at'] as const)).map(
    (key, i): SortTerm => ({ key, direction: directions[i] ?? only }),
  );
  const rest = directions.length === 1 ? only : 'desc';
  for (const key of ['created_at', 'id'] as const) {
    if (!terms.some((term) => term.key === key)) terms.push({ key, direction: rest });
  }
  return terms;
}

interface Wanted {
  readonly keys: readonly SortKey[];
  readonly directions: readonly Direction[];
}

function readNew(query: URLSearchParams): Wanted {
  if (query.has('sort_key') || query.has('sort_dir')) {
    throw badRequest('Old and new sorting syntax cannot be combined');
  }
  const parts = (query.getAll('sort').at(-1) ?? '').trim().split(',');
  const pairs = parts.map((part) => part.split(':'));
  return {
    keys: pairs.map(([key = '']) => sortKey(key.trim())),
    directions: pairs.map(([, ...direction]) => sortDirection(direction.join(':').trim() || 'desc')),
  };
}

function readClassic(query: URLSearchParams): Wanted {
  const keys = query.getAll('sort_key').map((key) => sortKey(key.trim()));
  const directions = query.getAll('sort_dir').map((direction) => sortDirection(direction.trim()));
  if (directions.length > 1 && directions.length !== keys.length) {
    throw badRequest('Number of sort dirs does not match the number of sort keys');
  }
  return { keys, directions };
}

function sortKey(key: string): SortKey {
  if (isSortKey(key)) return key;
  throw badRequest(`Invalid sort key: ${key}. It must be one of the following: ${Object.keys(KEYS).join(', ')}.`);
}

function isSortKey(key: string): key is SortKey {
  return Object.hasOwn(KEYS, key);
}

function sortDirection(direction: string): Direction {
  if (direction === 'asc' || direction === 'desc') return direction;
  throw badRequest(`Invalid sort direction: ${direction}`);
}

export function orderSql(terms: readonly SortTerm[]): string {
  return terms.map(({ key, direction }) => `${KEYS[key].sql} ${direction}`).join(', ');
}

/**
 * Matches the images after the marker. Where all terms have one direction, it is a row comparison, which an index
 * serves.
 */
export function afterMarker(terms: readonly SortTerm[], marker: StoredImage): Condition {
  const values = terms.map(({ key }) => KEYS[key].of(marker));
  const sign = (term: SortTerm): string => (term.direction === 'asc' ? '>' : '<');
  const [first] = terms;
  if (first && terms.every((term) => term.direction === first.direction)) {
    const columns = terms.map(({ key }) => KEYS[key].sql).join(', ');
    return { sql: `(${columns}) ${sign(first)} (${terms.map(() => '?').join(', ')})`, params: values };
  }
  const steps = terms.map((term, i) => {
    const equal = terms.slice(0, i).map(({ key }) => `${KEYS[key].sql} = ?`);
    return { sql: [...equal, `${KEYS[term.key].sql} ${sign(term)} ?`].join(' AND '), params: values.slice(0, i + 1) };
  });
  return {
    sql: `(${steps.map((step) => `(${step.sql})`).join(' OR ')})`,
    params: steps.flatMap((step) => step.params),
  };
}
