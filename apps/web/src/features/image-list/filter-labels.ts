import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FacetName, facetNames, noValue } from './facets.ts';
import { type Range, type RangeName, rangeNames } from './ranges.ts';
import type { ListParams } from './search-params.ts';

export type FilterName = FacetName | RangeName;

/** Filters that the toolbar always shows. */
export const permanentFilters: readonly FilterName[] = [
  'status',
  'visibility',
  'os',
  'architecture',
  'hypervisor',
  'format',
];

/** Filters that the toolbar shows once the user has added them. */
export const optionalFilters: readonly FilterName[] = [...facetNames, ...rangeNames].filter(
  (name) => !permanentFilters.includes(name),
);

export function isRangeName(name: FilterName): name is RangeName {
  return rangeNames.some((range) => range === name);
}

const filterNames: Readonly<Record<FilterName, (t: TFunction<'image'>) => string>> = {
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

/** The filters' texts in the current language. */
export interface FilterLabels {
  readonly name: (filter: FilterName) => string;
  /** A facet value's translation, or the value itself if there is none. */
  readonly value: (facet: FacetName, value: string) => string;
  /** The filter's only value, the number of its values, or its range; `null` while it does not narrow the list. */
  readonly summary: (filter: FilterName, params: ListParams) => string | null;
}

/** @param projectName returns a project's displayed name for its ID */
export function useFilterLabels(projectName: (id: string) => string): FilterLabels {
  const { t } = useTranslation('image');
  return useMemo(() => filterLabels(t, projectName), [t, projectName]);
}

function filterLabels(t: TFunction<'image'>, projectName: (id: string) => string): FilterLabels {
  const yesNo = (value: string) => t(value === 'yes' ? 'boolean.yes' : 'boolean.no');
  const untranslated: Readonly<Partial<Record<FacetName, (value: string) => string>>> = {
    format: (value) => value.toUpperCase(),
    tag: (value) => value,
    owner: projectName,
    protected: yesNo,
    hidden: yesNo,
  };
  const valueLabel = (facet: FacetName, value: string) => {
    if (value === noValue && facet !== 'tag') return t('notSet');
    const key = `${facet}.${value}`;
    return untranslated[facet]?.(value) ?? t(key as 'status.active', { defaultValue: value });
  };
  return {
    name: (filter) => filterNames[filter](t),
    value: valueLabel,
    summary: (filter, { filters, ranges }) => {
      if (isRangeName(filter)) return ranges[filter] === undefined ? null : formatRange(ranges[filter]);
      const [value, ...others] = filters[filter] ?? [];
      if (value === undefined) return null;
      return others.length === 0 ? valueLabel(filter, value) : String(others.length + 1);
    },
  };
}

/** Formats a range as `≥ 1 GiB`, `≤ 2 GiB` or `1 GiB – 2 GiB`. */
function formatRange(range: Range): string {
  const [from, to] = [range.from, range.to].map((text) => text.replace(/([MGT]iB)$/, ' $1'));
  if (to === '') return `≥ ${from}`;
  return from === '' ? `≤ ${to}` : `${from} – ${to}`;
}
