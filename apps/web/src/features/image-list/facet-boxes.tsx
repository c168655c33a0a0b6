import type { Image } from '@console/image-model';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FacetName, facetCounts } from './facets.ts';
import type { FilterWords } from './filter-words.ts';
import styles from './filters.module.css';
import { searchable } from './view.ts';

/** From so many values on, a field finds among them. */
const many = 10;
/** More are found by typing. */
const shownAtMost = 100;

/** The values of one filter as boxes to tick, with how many images have each. Counted only where they are looked at. */
export function FacetBoxes(props: {
  readonly facet: FacetName;
  readonly images: readonly Image[];
  readonly words: FilterWords;
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation('imageList');
  const { facet, images, words, chosen } = props;
  const [wanted, setWanted] = useState('');
  const counts = useMemo(() => facetCounts(images, facet), [images, facet]);
  const missing = chosen.filter((value) => !counts.some(([known]) => known === value));
  const options = [...counts, ...missing.map((value) => [value, 0] as const)].map(([value, count]) => ({
    value,
    count,
    label: words.value(facet, value),
  }));
  const found = options.filter(({ label, value }) => searchable(`${label}\n${value}`).includes(searchable(wanted)));
  const shown = found.slice(0, shownAtMost);
  return (
    <fieldset className={styles.boxes}>
      <legend>{words.label(facet)}</legend>
      {options.length > many && (
        <input
          type="search"
          className={styles.find}
          aria-label={t('filter.find', { filter: words.label(facet) })}
          placeholder={t('filter.find', { filter: words.label(facet) })}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              props.onChoose(
                event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value),
              )
            }
          />
          <span title={option.value}>{option.label}</span>
          <span className={styles.count}>{option.count}</span>
        </label>
      ))}
      {shown.length === 0 && <p className={styles.note}>{t('filter.noValues')}</p>}
      {found.length > shown.length && (
        <p className={styles.note}>{t('filter.moreValues', { count: found.length - shown.length })}</p>
      )}
    </fieldset>
  );
}
