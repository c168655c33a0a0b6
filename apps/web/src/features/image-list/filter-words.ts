import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FacetName, facetNames, unsaid } from './facets.ts';
import type { ListAddress } from './list-address.ts';
import { type Range, type RangeName, rangeNames } from './ranges.ts';

export type FilterName = FacetName | RangeName;

/** Filters that are always in the bar; the others come when they are asked for. */
export const usualFilters: readonly FilterName[] = [
  'status',
  'visibility',
  'os',
  'architecture',
  'hypervisor',
  'format',
];

export const rareFilters: readonly FilterName[] = [...facetNames, ...rangeNames].filter(
  (name) => !usualFilters.includes(name),
);

export function isRange(name: FilterName): name is RangeName {
  return rangeNames.some((range) => range === name);
}

type T = TFunction<'image'>;

const labels: Readonly<Record<FilterName, (t: T) => string>> = {
  status: (t) => t('field.status'),
  visibility: (t) => t('field.visibility'),
  os: (t) => t('field.os'),
  architecture: (t) => t('field.architecture'),
  hypervisor: (t) => t('field.hypervisor'),
  format: (t) => t('field.diskFormat'),
  tag: (t) => t('field.tags'),
  owner: (t) => t('field.owner'),
  protected: (t) => t('field.protected'),
  hidden: (t) => t('field.hidden'),
  size: (t) => t('field.size'),
  created: (t) => t('field.createdAt'),
  updated: (t) => t('field.updatedAt'),
};

/** `≥ 1 GiB`, `1 GiB – 2 GiB`. */
function sayRange({ from, to }: Range): string {
  const [first, last] = [from, to].map((text) => text.replace(/([MGT]iB)$/, ' $1'));
  if (to === '') return `≥ ${first}`;
  return from === '' ? `≤ ${last}` : `${first} – ${last}`;
}

/** The vocabulary of the filters in the language at hand. */
export interface FilterWords {
  readonly label: (name: FilterName) => string;
  /** What a value is called: its word, or itself where the console has none. */
  readonly value: (facet: FacetName, value: string) => string;
  /** What a filter narrows the list to; `null` while it does not. */
  readonly chosen: (name: FilterName, address: ListAddress) => string | null;
}

/** @param projectName what a project is called, by its ID */
export function useFilterWords(projectName: (id: string) => string): FilterWords {
  const { t } = useTranslation('image');
  return useMemo(() => filterWords(t, projectName), [t, projectName]);
}

function filterWords(t: T, projectName: (id: string) => string): FilterWords {
  const yesNo = (value: string) => t(value === 'yes' ? 'boolean.yes' : 'boolean.no');
  const itself: Readonly<Partial<Record<FacetName, (value: string) => string>>> = {
    format: (value) => value.toUpperCase(),
    tag: (value) => value,
    owner: projectName,
    protected: yesNo,
    hidden: yesNo,
  };
  const say = (facet: FacetName, value: string) => {
    if (value === unsaid && facet !== 'tag') return t('unsaid');
    const key = `${facet}.${value}`;
    return itself[facet]?.(value) ?? t(key as 'status.active', { defaultValue: value });
  };
  return {
    label: (name) => labels[name](t),
    value: say,
    chosen: (name, { filters, ranges }) => {
      if (isRange(name)) return ranges[name] === undefined ? null : sayRange(ranges[name]);
      const [value, ...others] = filters[name] ?? [];
      if (value === undefined) return null;
      return others.length === 0 ? say(name, value) : String(others.length + 1);
    },
  };
}
