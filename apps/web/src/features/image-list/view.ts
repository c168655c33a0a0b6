import type { Image } from '@console/image-model';
import { memoizeByLocale } from '../../shared/i18n/index.ts';
import { type FacetName, facetValue, hasAny } from './facets.ts';
import type { ListAddress, Sort, SortColumn, Tab } from './list-address.ts';
import { rangeTests } from './ranges.ts';

/** An image with the text that the search box looks through. */
export interface Entry {
  readonly image: Image;
  readonly text: string;
}

/** Case, width and composition make no difference to a search, in any script. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Made once for each image, so that a keystroke only compares.
 * @param known what was made before: a further page costs no more than its own images
 */
export function indexImages(images: readonly Image[], known = new WeakMap<Image, Entry>()): readonly Entry[] {
  return images.map((image) => {
    const entry = known.get(image) ?? entryOf(image);
    known.set(image, entry);
    return entry;
  });
}

function entryOf(image: Image): Entry {
  return { image, text: searchable([image.name, image.id, ...image.tags].join('\n')) };
}

type Compare = (a: Image, b: Image) => number;

const orderOfCodes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Nothing comes last whichever way the list is turned: it is no value, so it is neither least nor most. */
function noneLast<T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b);
}

const facetOfColumn: Readonly<Partial<Record<SortColumn, keyof typeof facetValue>>> = {
  status: 'status',
  os: 'os',
  architecture: 'architecture',
  hypervisor: 'hypervisor',
  format: 'format',
  visibility: 'visibility',
  protected: 'protected',
};

/** What sorting needs to know beside the images. */
export interface SortContext {
  readonly locale: string;
  /** Name of an owner project as it is shown. */
  readonly ownerName: (image: Image) => string;
}

/** Making one costs 20 ms at first, and most columns need none. */
const collators = memoizeByLocale((locale) => new Intl.Collator(locale, { numeric: true }));

function compareBy(sort: Sort, context: SortContext): Compare {
  const compare = (a: string, b: string) => collators(context.locale).compare(a, b);
  const sign = sort.direction === 'asc' ? 1 : -1;
  const facet = facetOfColumn[sort.column];
  if (facet !== undefined) return (a, b) => sign * orderOfCodes(facetValue[facet](a), facetValue[facet](b));
  switch (sort.column) {
    case 'name':
      return (a, b) => sign * compare(a.name, b.name);
    case 'owner':
      return (a, b) => sign * compare(context.ownerName(a), context.ownerName(b));
    case 'size':
      return (a, b) => noneLast(a.size, b.size, (one, other) => sign * (one - other));
    case 'tags': {
      const said = ({ tags }: Image) => (tags.length === 0 ? null : tags.join(' '));
      return (a, b) => noneLast(said(a), said(b), (one, other) => sign * compare(one, other));
    }
    case 'createdAt':
    case 'updatedAt': {
      const { column } = sort;
      return (a, b) => sign * orderOfCodes(a[column], b[column]);
    }
    default:
      return (a, b) => sign * orderOfCodes(a.id, b.id);
  }
}

/** The whole set in order; equals stand newest first, so that the order is the same each time. */
export function sortEntries(entries: readonly Entry[], sort: Sort, context: SortContext): readonly Entry[] {
  const compare = compareBy(sort, context);
  const tie: Compare = (a, b) => orderOfCodes(b.createdAt, a.createdAt) || orderOfCodes(a.id, b.id);
  return entries.toSorted((a, b) => compare(a.image, b.image) || tie(a.image, b.image));
}

const inTab: Readonly<Record<Tab, (image: Image) => boolean>> = {
  all: () => true,
  public: (image) => image.visibility === 'public',
  private: (image) => image.visibility === 'private',
  shared: (image) => image.visibility === 'shared',
};

type Conditions = Pick<ListAddress, 'tab' | 'search' | 'filters' | 'ranges'>;

/** Those in view: of the tab, passing every filter, with every word of the search in name, ID or tags. */
export function filterEntries(entries: readonly Entry[], conditions: Conditions): readonly Image[] {
  const words = searchable(conditions.search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const facets = Object.entries(conditions.filters) as [FacetName, readonly string[]][];
  const ranges = rangeTests(conditions.ranges);
  const matching: Image[] = [];
  for (const { image, text } of entries) {
    if (
      inTab[conditions.tab](image) &&
      words.every((word) => text.includes(word)) &&
      facets.every(([facet, values]) => hasAny(image, facet, values)) &&
      ranges.every((test) => test(image))
    ) {
      matching.push(image);
    }
  }
  return matching;
}

export interface Page {
  readonly rows: readonly Image[];
  /** From 1; the last one where the address asks for more than there is. */
  readonly page: number;
  readonly pageCount: number;
}

export function pageOf(images: readonly Image[], address: Pick<ListAddress, 'page' | 'pageSize'>): Page {
  const pageCount = Math.max(1, Math.ceil(images.length / address.pageSize));
  const page = Math.min(address.page, pageCount);
  const start = (page - 1) * address.pageSize;
  return {
    rows: images.slice(start, start + address.pageSize),
    page,
    pageCount,
  };
}
