import type { Image } from '@console/image-model';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/ui/index.ts';
import { type FacetName, facetCounts } from './facets.ts';
import { normalizeForSearch } from './filter-and-sort-images.ts';
import { type FilterLabels, type FilterName, isRangeName } from './filter-labels.ts';
import styles from './filters.module.css';
import {
  isReversed,
  parseSize,
  parseSizeBytes,
  type Range,
  type RangeName,
  type SizeUnit,
  sizeUnits,
  unitBytes,
} from './ranges.ts';
import { type ListParams, withFilter, withRange } from './search-params.ts';

export interface FilterProps {
  /** All loaded images; their values are offered. */
  readonly images: readonly Image[];
  readonly params: ListParams;
  readonly onChange: (change: Partial<ListParams>) => void;
  readonly labels: FilterLabels;
}

/** The fields of one filter: checkboxes for a facet, two inputs for a range. */
export function FilterFields({ name, images, params, onChange, labels }: FilterProps & { readonly name: FilterName }) {
  if (isRangeName(name)) {
    return (
      <RangeFields
        name={name}
        label={labels.name(name)}
        range={params.ranges[name] ?? openRange}
        onRange={(range) => onChange({ ranges: withRange(params.ranges, name, range) })}
      />
    );
  }
  return (
    <FacetCheckboxes
      facet={name}
      images={images}
      labels={labels}
      selected={params.filters[name] ?? []}
      onSelect={(values) => onChange({ filters: withFilter(params.filters, name, values) })}
    />
  );
}

const openRange: Range = { from: '', to: '' };

/** Returns the conditions without one filter. */
export function withoutFilter(params: ListParams, name: FilterName): Pick<ListParams, 'filters' | 'ranges'> {
  const { filters, ranges } = params;
  return isRangeName(name)
    ? { filters, ranges: withRange(ranges, name, openRange) }
    : { filters: withFilter(filters, name, []), ranges };
}

/** A facet with more values than this gets a search field. */
const maxValuesWithoutSearch = 10;
/** The search field finds the values beyond these. */
const maxShownValues = 100;

/** A facet's values with the number of images that have each. They are counted only while the filter is open. */
function FacetCheckboxes(props: {
  readonly facet: FacetName;
  readonly images: readonly Image[];
  readonly labels: FilterLabels;
  readonly selected: readonly string[];
  readonly onSelect: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation('imageList');
  const { facet, images, labels, selected } = props;
  const [search, setSearch] = useState('');
  const counts = useMemo(() => facetCounts(images, facet), [images, facet]);
  const missing = selected.filter((value) => !counts.some(([known]) => known === value));
  const options = [...counts, ...missing.map((value) => [value, 0] as const)].map(([value, count]) => ({
    value,
    count,
    label: labels.value(facet, value),
  }));
  const matching = options.filter(({ label, value }) =>
    normalizeForSearch(`${label}\n${value}`).includes(normalizeForSearch(search)),
  );
  const shown = matching.slice(0, maxShownValues);
  return (
    <fieldset className={styles.fields}>
      <legend className="visually-hidden">{labels.name(facet)}</legend>
      {options.length > maxValuesWithoutSearch && (
        <input
          type="search"
          className={styles.valueSearch}
          aria-label={t('filter.find', { filter: labels.name(facet) })}
          placeholder={t('filter.find', { filter: labels.name(facet) })}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {shown.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={selected.includes(option.value)}
            onChange={(event) =>
              props.onSelect(
                event.target.checked ? [...selected, option.value] : selected.filter((value) => value !== option.value),
              )
            }
          />
          <span title={option.value}>{option.label}</span>
          <span className={styles.count}>{option.count}</span>
        </label>
      ))}
      {shown.length === 0 && <p className={styles.note}>{t('filter.noValues')}</p>}
      {matching.length > shown.length && (
        <p className={styles.note}>{t('filter.moreValues', { count: matching.length - shown.length })}</p>
      )}
    </fieldset>
  );
}

interface RangeFieldsProps {
  readonly label: string;
  readonly range: Range;
  readonly onRange: (range: Range) => void;
}

const ends = ['from', 'to'] as const;

/** The two ends of a range; each may stay open. */
function RangeFields(props: RangeFieldsProps & { readonly name: RangeName }) {
  const { t } = useTranslation('imageList');
  return (
    <fieldset className={styles.fields}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.name === 'size' ? <SizeFields {...props} /> : <DayFields {...props} />}
      {isReversed(props.name, props.range) && (
        <p className={styles.error} role="alert">
          {t('range.reversed')}
        </p>
      )}
    </fieldset>
  );
}

function LabeledField(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.labeledField}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

function DayFields({ range, onRange }: RangeFieldsProps) {
  const { t } = useTranslation('imageList');
  return ends.map((end) => (
    <LabeledField key={end} label={t(`range.${end}`)}>
      {(id) => (
        <input
          id={id}
          type="date"
          max="9999-12-31"
          value={range[end]}
          onChange={(event) => onRange({ ...range, [end]: event.target.value })}
        />
      )}
    </LabeledField>
  ));
}

/**
 * Both ends in one unit; an end that the address has in another unit is converted. The text being typed is kept as
 * typed while it means the end of the range: `1.50` must not become `1.5` under the user's hands.
 */
function SizeFields({ range, onRange }: RangeFieldsProps) {
  const { t } = useTranslation('imageList');
  const [unit, setUnit] = useState<SizeUnit>(parseSize(range.from || range.to)?.unit ?? 'GiB');
  const [typed, setTyped] = useState({ from: '', to: '' });
  function formatBound(amount: string, boundUnit: SizeUnit): string {
    const text = `${amount}${boundUnit}`;
    return parseSize(text) === null ? '' : text;
  }
  function amountOf(end: 'from' | 'to'): string {
    const bytes = parseSizeBytes(range[end]);
    if (bytes === parseSizeBytes(`${typed[end]}${unit}`)) return typed[end];
    return bytes === null ? '' : String(bytes / unitBytes[unit]);
  }
  function changeAmount(end: 'from' | 'to', amount: string): void {
    setTyped({ ...typed, [end]: amount });
    onRange({ ...range, [end]: formatBound(amount, unit) });
  }
  function changeUnit(next: SizeUnit): void {
    const [from = '', to = ''] = ends.map(amountOf);
    setUnit(next);
    setTyped({ from, to });
    onRange({ from: formatBound(from, next), to: formatBound(to, next) });
  }
  return (
    <>
      {ends.map((end) => (
        <LabeledField key={end} label={t(`range.${end}`)}>
          {(id) => (
            <input
              id={id}
              type="number"
              min={0}
              step="any"
              inputMode="decimal"
              value={amountOf(end)}
              onChange={(event) => changeAmount(end, event.target.value)}
            />
          )}
        </LabeledField>
      ))}
      <LabeledField label={t('range.unit')}>
        {(id) => (
          <Select
            id={id}
            value={unit}
            options={sizeUnits.map((option) => ({ value: option, label: option }))}
            onChange={changeUnit}
          />
        )}
      </LabeledField>
    </>
  );
}
