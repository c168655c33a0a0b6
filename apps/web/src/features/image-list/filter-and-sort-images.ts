import type { Image } from '@console/image-model';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { memoizeByLocale } from '../../shared/i18n/index.ts';
import { type FacetName, facetValue, hasAnyValue } from './facets.ts';
import { rangeTests } from './ranges.ts';
import type { ColumnKey, ListParams, Sort, Tab } from './search-params.ts';

/** An image with the text that the search is matched against. */
export interface SearchableImage {
  readonly image: Image;
  readonly text: string;
}

/** Makes a text comparable for search, in any script: case, width (NFKC) and composition make no difference. */
export function normalizeForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Prepares images for the search, so that a keystroke only compares strings.
 * @param cache entries of earlier calls; a further page of the list costs only its own images
 */
export function indexImages(
  images: readonly Image[],
  cache = new WeakMap<Image, SearchableImage>(),
): readonly SearchableImage[] {
  return images.map((image) => {
    const entry = cache.get(image) ?? {
      image,
      text: normalizeForSearch([image.name, image.id, ...image.tags].join('\n')),
    };
    cache.set(image, entry);
    return entry;
  });
}

const tabTests: Readonly<Record<Tab, (image: Image) => boolean>> = {
  all: () => true,
  public: (image) => image.visibility === 'public',
  private: (image) => image.visibility === 'private',
  shared: (image) => image.visibility === 'shared',
};

/** Returns the images of the tab that pass every filter and hold every term of the search in name, ID or tags. */
export function filterImages(
  entries: readonly SearchableImage[],
  params: Pick<ListParams, 'tab' | 'search' | 'filters' | 'ranges'>,
): readonly Image[] {
  const searchTerms = normalizeForSearch(params.search)
    .split(/\s+/)
    .filter((term) => term !== '');
  const facets = Object.entries(params.filters) as [FacetName, readonly string[]][];
  const isInRange = rangeTests(params.ranges);
  const matching: Image[] = [];
  for (const { image, text } of entries) {
    if (
      tabTests[params.tab](image) &&
      searchTerms.every((term) => text.includes(term)) &&
      facets.every(([facet, values]) => hasAnyValue(image, facet, values)) &&
      isInRange.every((test) => test(image))
    ) {
      matching.push(image);
    }
  }
  return matching;
}

type Compare = (a: Image, b: Image) => number;

const compareCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts missing values last in both directions. */
function missingLast<T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b);
}

const facetOfColumn: Readonly<Partial<Record<ColumnKey, keyof typeof facetValue>>> = {
  status: 'status',
  os: 'os',
  architecture: 'architecture',
  hypervisor: 'hypervisor',
  format: 'format',
  visibility: 'visibility',
  protected: 'protected',
};

/** What sorting depends on besides the images. */
export interface SortContext {
  readonly locale: string;
  /** Returns the displayed name of an image's owner project. */
  readonly ownerName: (image: Image) => string;
}

/** The first collator of a locale takes 20 ms, and most columns need none. */
const collators = memoizeByLocale((locale) => new Intl.Collator(locale, { numeric: true }));

function compareBy(sort: Sort, context: SortContext): Compare {
  const compare = (a: string, b: string) => collators(context.locale).compare(a, b);
  const sign = sort.direction === 'asc' ? 1 : -1;
  const facet = facetOfColumn[sort.column];
  if (facet !== undefined) return (a, b) => sign * compareCodeUnits(facetValue[facet](a), facetValue[facet](b));
  switch (sort.column) {
    case 'name':
      return (a, b) => sign * compare(a.name, b.name);
    case 'owner':
      return (a, b) => sign * compare(context.ownerName(a), context.ownerName(b));
    case 'size':
      return (a, b) => missingLast(a.size, b.size, (one, other) => sign * (one - other));
    case 'tags': {
      const joined = ({ tags }: Image) => (tags.length === 0 ? null : tags.join(' '));
      return (a, b) => missingLast(joined(a), joined(b), (one, other) => sign * compare(one, other));
    }
    case 'createdAt':
    case 'updatedAt': {
      const { column } = sort;
      return (a, b) => sign * compareCodeUnits(a[column], b[column]);
    }
    default:
      return (a, b) => sign * compareCodeUnits(a.id, b.id);
  }
}

/** Returns all entries in order. Equal images are sorted newest first, then by ID, so that the order is always the same. */
export function sortImages(
  entries: readonly SearchableImage[],
  sort: Sort,
  context: SortContext,
): readonly SearchableImage[] {
  const compare = compareBy(sort, context);
  const breakTie: Compare = (a, b) => compareCodeUnits(b.createdAt, a.createdAt) || compareCodeUnits(a.id, b.id);
  return entries.toSorted((a, b) => compare(a.image, b.image) || breakTie(a.image, b.image));
}

export interface Page {
  readonly rows: readonly Image[];
  /** From 1. The last page if the address asks for a later one. */
  readonly page: number;
  readonly pageCount: number;
}

export function pageOf(images: readonly Image[], params: Pick<ListParams, 'page' | 'pageSize'>): Page {
  const pageCount = Math.max(1, Math.ceil(images.length / params.pageSize));
  const page = Math.min(params.page, pageCount);
  const start = (page - 1) * params.pageSize;
  return { rows: images.slice(start, start + params.pageSize), page, pageCount };
}

/**
 * Filters, sorts and pages the loaded images. The sorted set (the expensive step at 10,000 images) is kept while only
 * search, filters or page change.
 */
export function useFilteredImages(
  images: readonly Image[],
  params: ListParams,
  ownerName: SortContext['ownerName'],
): Page & { readonly matching: readonly Image[]; readonly allSorted: () => readonly Image[] } {
  const { i18n } = useTranslation();
  const { column, direction } = params.sort;
  const locale = i18n.language;
  const cache = useMemo(() => new WeakMap<Image, SearchableImage>(), []);
  const entries = useMemo(() => indexImages(images, cache), [images, cache]);
  const sorted = useMemo(
    () => sortImages(entries, { column, direction }, { locale, ownerName }),
    [entries, column, direction, locale, ownerName],
  );
  const matching = filterImages(sorted, params);
  return { ...pageOf(matching, params), matching, allSorted: () => sorted.map(({ image }) => image) };
}
