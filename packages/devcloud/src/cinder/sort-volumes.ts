import type { Volume } from './volumes.ts';

type Value = string | number;

/** By what volumes can be sorted; nothing comes before something. */
const KEYS: Readonly<Record<string, (volume: Volume) => Value>> = {
  id: ({ id }) => id,
  name: ({ name }) => name ?? '',
  size: ({ size }) => size,
  created_at: ({ createdAt }) => createdAt,
};

/** In the order of `sort=key:dir,…`, or as they come; `null` for a key that is not known. Without a direction: descending. */
export function sortVolumes(volumes: readonly Volume[], query: URLSearchParams): readonly Volume[] | null {
  const wishes = (query.get('sort') ?? '').split(',').filter((wish) => wish !== '');
  const orders = wishes.map(orderOf);
  if (!orders.every((order) => order !== null)) return null;
  return volumes.toSorted((a, b) => orders.reduce((found, order) => found || order(a, b), 0));
}

type Order = (a: Volume, b: Volume) => number;

function orderOf(wish: string): Order | null {
  const [key = '', direction = 'desc'] = wish.split(':');
  const read = KEYS[key];
  if (!read) return null;
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => sign * compare(read(a), read(b));
}

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
