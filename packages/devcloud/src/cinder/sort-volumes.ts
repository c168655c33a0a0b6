import type { Volume } from './volumes.ts';

type Value = string | number;

/** Sort keys. Absent values come first. */
const KEYS: Readonly<Record<string, (volume: Volume) => Value>> = {
  id: ({ id }) => id,
  name: ({ name }) => name ?? '',
  size: ({ size }) => size,
  created_at: ({ createdAt }) => createdAt,
};

/**
 * Sorts by `sort=key:dir,…`, or keeps the order without it. Returns `null` for an unknown key. The default direction is
 * descending.
 */
export function sortVolumes(volumes: readonly Volume[], query: URLSearchParams): readonly Volume[] | null {
  const terms = (query.get('sort') ?? '').split(',').filter((term) => term !== '');
  const orders = terms.map(orderOf);
  if (!orders.every((order) => order !== null)) return null;
  return volumes.toSorted((a, b) => orders.reduce((found, order) => found || order(a, b), 0));
}

type Order = (a: Volume, b: Volume) => number;

function orderOf(term: string): Order | null {
  const [key = '', direction = 'desc'] = term.split(':');
  const read = KEYS[key];
  if (!read) return null;
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => sign * compare(read(a), read(b));
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
