import { type FacetName, type Filters, facetNames } from './facets.ts';
import { isBound, type Range, type RangeName, type Ranges, rangeNames } from './ranges.ts';

export const tabs = ['all', 'public', 'private', 'shared'] as const;
export type Tab = (typeof tabs)[number];

export const sortColumns = [
  'name',
  'status',
  'os',
  'architecture',
  'hypervisor',
  'format',
  'size',
  'visibility',
  'protected',
  'tags',
  'owner',
  'createdAt',
  'updatedAt',
  'id',
] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface Sort {
  readonly column: SortColumn;
  readonly direction: 'asc' | 'desc';
}

export const pageSizes = [20, 50, 100] as const;

/** All of what the list shows; it lives in the address, so that a view can be bookmarked and sent. */
export interface ListAddress {
  readonly tab: Tab;
  readonly search: string;
  readonly filters: Filters;
  readonly ranges: Ranges;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export const plainAddress: ListAddress = {
  tab: 'all',
  search: '',
  filters: {},
  ranges: {},
  sort: { column: 'createdAt', direction: 'desc' },
  page: 1,
  pageSize: pageSizes[0],
};

function oneOf<T extends string | number>(values: readonly T[], text: string | null, otherwise: T): T {
  return values.find((value) => String(value) === text) ?? otherwise;
}

function parseSort(text: string | null): Sort {
  const [column, direction] = (text ?? '').split(':');
  const known = sortColumns.find((name) => name === column);
  return known === undefined ? plainAddress.sort : { column: known, direction: direction === 'desc' ? 'desc' : 'asc' };
}

function parseFilters(query: URLSearchParams): Filters {
  const filters: Partial<Record<FacetName, readonly string[]>> = {};
  for (const facet of facetNames) {
    const values = [...new Set(query.getAll(facet))].filter((value) => value !== '');
    if (values.length > 0) filters[facet] = values;
  }
  return filters;
}

function parseRanges(query: URLSearchParams): Ranges {
  const ranges: Partial<Record<RangeName, Range>> = {};
  for (const name of rangeNames) {
    const [from = '', to = ''] = ['from', 'to'].map((end) => {
      const text = query.get(`${name}-${end}`) ?? '';
      return isBound(name, text) ? text : '';
    });
    if (from !== '' || to !== '') ranges[name] = { from, to };
  }
  return ranges;
}

/** Reads an address; what makes no sense in it counts as not said. */
export function parseListAddress(query: URLSearchParams): ListAddress {
  const page = Number(query.get('page'));
  return {
    tab: oneOf(tabs, query.get('tab'), plainAddress.tab),
    search: query.get('q') ?? '',
    filters: parseFilters(query),
    ranges: parseRanges(query),
    sort: parseSort(query.get('sort')),
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    pageSize: oneOf<number>(pageSizes, query.get('size'), plainAddress.pageSize),
  };
}

/** Writes an address; what goes without saying is left out. */
export function formatListAddress(address: ListAddress): URLSearchParams {
  const query = new URLSearchParams();
  const { sort } = address;
  if (address.tab !== plainAddress.tab) query.set('tab', address.tab);
  if (address.search !== '') query.set('q', address.search);
  for (const facet of facetNames) {
    for (const value of address.filters[facet] ?? []) query.append(facet, value);
  }
  for (const name of rangeNames) {
    const { from, to } = address.ranges[name] ?? { from: '', to: '' };
    if (from !== '') query.set(`${name}-from`, from);
    if (to !== '') query.set(`${name}-to`, to);
  }
  if (sort.column !== plainAddress.sort.column || sort.direction !== plainAddress.sort.direction) {
    query.set('sort', `${sort.column}:${sort.direction}`);
  }
  if (address.page !== 1) query.set('page', String(address.page));
  if (address.pageSize !== plainAddress.pageSize) query.set('size', String(address.pageSize));
  return query;
}

/** The address with a change; whatever changes what is in view leads back to the first page. */
export function changeAddress(address: ListAddress, change: Partial<ListAddress>): ListAddress {
  return { ...address, page: 1, ...change };
}

/** Clicking a column's head: that column upwards, then downwards. Sizes and times begin with the largest. */
export function nextSort(sort: Sort, column: SortColumn): Sort {
  const first = column === 'size' || column === 'createdAt' || column === 'updatedAt' ? 'desc' : 'asc';
  if (sort.column !== column) return { column, direction: first };
  return { column, direction: sort.direction === 'asc' ? 'desc' : 'asc' };
}

export function withFilter(address: ListAddress, facet: FacetName, values: readonly string[]): ListAddress {
  const { [facet]: _dropped, ...others } = address.filters;
  return changeAddress(address, {
    filters: values.length === 0 ? others : { ...others, [facet]: values },
  });
}

export function withRange(address: ListAddress, name: RangeName, range: Range): ListAddress {
  const { [name]: _dropped, ...others } = address.ranges;
  const isOpen = range.from === '' && range.to === '';
  return changeAddress(address, { ranges: isOpen ? others : { ...others, [name]: range } });
}

/** Nothing narrows the list. */
export const noConditions = { search: '', filters: {}, ranges: {} } as const;

/** How many filters narrow the list. */
export function filterCount({ filters, ranges }: Pick<ListAddress, 'filters' | 'ranges'>): number {
  return Object.keys(filters).length + Object.keys(ranges).length;
}

/** True while search or filters narrow the list. */
export function isNarrowed(address: ListAddress): boolean {
  return address.search.trim() !== '' || filterCount(address) > 0;
}
