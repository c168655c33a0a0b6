import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router';
import { type FacetName, type Filters, facetNames } from './facets.ts';
import { isRangeBound, type Range, type RangeName, type Ranges, rangeNames } from './ranges.ts';

export const tabs = ['all', 'public', 'private', 'shared'] as const;
export type Tab = (typeof tabs)[number];

/** Keys of the columns in their default order. The list can be sorted by each of them. */
export const columnKeys = [
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
export type ColumnKey = (typeof columnKeys)[number];

export interface Sort {
  readonly column: ColumnKey;
  readonly direction: 'asc' | 'desc';
}

export const pageSizes = [20, 50, 100] as const;

/** What the list shows. The page's address holds all of it, so that a view can be bookmarked, shared and gone back to. */
export interface ListParams {
  readonly tab: Tab;
  readonly search: string;
  readonly filters: Filters;
  readonly ranges: Ranges;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export const defaultParams: ListParams = {
  tab: 'all',
  search: '',
  filters: {},
  ranges: {},
  sort: { column: 'createdAt', direction: 'desc' },
  page: 1,
  pageSize: pageSizes[0],
};

/** The parameters of a list without search and filters. */
export const noConditions = { search: '', filters: {}, ranges: {} } as const;

/** Reads the query of an address. Unknown parameters are ignored, and invalid values become the default. */
export function parseSearchParams(query: URLSearchParams): ListParams {
  const page = Number(query.get('page'));
  return {
    tab: parseOption(tabs, query.get('tab'), defaultParams.tab),
    search: query.get('q') ?? '',
    filters: parseFilters(query),
    ranges: parseRanges(query),
    sort: parseSort(query.get('sort')),
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    pageSize: parseOption<number>(pageSizes, query.get('size'), defaultParams.pageSize),
  };
}

function parseOption<T extends string | number>(options: readonly T[], text: string | null, fallback: T): T {
  return options.find((option) => String(option) === text) ?? fallback;
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
      return isRangeBound(name, text) ? text : '';
    });
    if (from !== '' || to !== '') ranges[name] = { from, to };
  }
  return ranges;
}

function parseSort(text: string | null): Sort {
  const [name, direction] = (text ?? '').split(':');
  const column = columnKeys.find((key) => key === name);
  return column === undefined ? defaultParams.sort : { column, direction: direction === 'desc' ? 'desc' : 'asc' };
}

/** Writes the query of an address. Default values are left out. */
export function formatSearchParams(params: ListParams): URLSearchParams {
  const query = new URLSearchParams();
  const { sort } = params;
  if (params.tab !== defaultParams.tab) query.set('tab', params.tab);
  if (params.search !== '') query.set('q', params.search);
  for (const facet of facetNames) {
    for (const value of params.filters[facet] ?? []) query.append(facet, value);
  }
  for (const name of rangeNames) {
    const { from, to } = params.ranges[name] ?? { from: '', to: '' };
    if (from !== '') query.set(`${name}-from`, from);
    if (to !== '') query.set(`${name}-to`, to);
  }
  if (sort.column !== defaultParams.sort.column || sort.direction !== defaultParams.sort.direction) {
    query.set('sort', `${sort.column}:${sort.direction}`);
  }
  if (params.page !== 1) query.set('page', String(params.page));
  if (params.pageSize !== defaultParams.pageSize) query.set('size', String(params.pageSize));
  return query;
}

/** Applies a change. Every change but one of the page itself leads to the first page. */
export function changeParams(params: ListParams, change: Partial<ListParams>): ListParams {
  return { ...params, page: 1, ...change };
}

/** Returns the sort after a click on a column's header. Sizes and times start with the largest, other columns ascending. */
export function nextSort(sort: Sort, column: ColumnKey): Sort {
  const first = column === 'size' || column === 'createdAt' || column === 'updatedAt' ? 'desc' : 'asc';
  if (sort.column !== column) return { column, direction: first };
  return { column, direction: sort.direction === 'asc' ? 'desc' : 'asc' };
}

/** Returns the filters with other values for a facet; no values remove the facet. */
export function withFilter(filters: Filters, facet: FacetName, values: readonly string[]): Filters {
  const { [facet]: _replaced, ...others } = filters;
  return values.length === 0 ? others : { ...others, [facet]: values };
}

/** Returns the ranges with another range; one that is open at both ends is removed. */
export function withRange(ranges: Ranges, name: RangeName, range: Range): Ranges {
  const { [name]: _replaced, ...others } = ranges;
  return range.from === '' && range.to === '' ? others : { ...others, [name]: range };
}

/** Number of facets and ranges that narrow the list. */
export function filterCount({ filters, ranges }: Pick<ListParams, 'filters' | 'ranges'>): number {
  return Object.keys(filters).length + Object.keys(ranges).length;
}

/** True while a search or a filter narrows the list. */
export function hasConditions(params: ListParams): boolean {
  return params.search.trim() !== '' || filterCount(params) > 0;
}

/** Navigation state of an address that the list has written itself. */
const writtenByList = { writtenByList: true } as const;

function isWrittenByList(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'writtenByList' in state;
}

/** Pause in the typing after which the address is written, in ms. Browsers limit history calls (Safari: 100 in 30 s). */
const typingPauseMs = 200;

/**
 * The list's parameters, and a function that changes some of them. Typing into the search or a range replaces the history
 * entry in its first pause; every other change adds an entry, so that Back leads to the view before.
 *
 * A change is drawn at once, and the address follows: React Router applies a navigation as a React transition, so a search
 * box that shows the address would lag behind the typing. An address that the list wrote is not read again, because the
 * user may have typed more in the meantime. Every other address (a link, Back, Forward) is read.
 */
export function useListParams(): readonly [ListParams, (change: Partial<ListParams>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const navigationType = useNavigationType();
  const [params, setParams] = useState(() => parseSearchParams(new URLSearchParams(location.search)));
  const [lastKey, setLastKey] = useState(location.key);
  if (lastKey !== location.key) {
    setLastKey(location.key);
    if (navigationType === 'POP' || !isWrittenByList(location.state)) {
      setParams(parseSearchParams(new URLSearchParams(location.search)));
    }
  }

  function writeAddress(next: ListParams, replace: boolean): void {
    void navigate({ search: String(formatSearchParams(next)) }, { replace, state: writtenByList });
  }
  const [unwritten, setUnwritten] = useState<ListParams | null>(null);
  const writeTyped = useEffectEvent(writeAddress);
  useEffect(() => {
    if (unwritten === null) return undefined;
    const timer = setTimeout(() => writeTyped(unwritten, true), typingPauseMs);
    return () => clearTimeout(timer);
  }, [unwritten]);

  function change(part: Partial<ListParams>): void {
    const next = changeParams(params, part);
    // Clearing every condition changes the filters too, and is not typing.
    const isTyping = (part.search ?? part.ranges) !== undefined && part.filters === undefined;
    setParams(next);
    setUnwritten(isTyping ? next : null);
    if (!isTyping) writeAddress(next, false);
  }

  return [params, change];
}
