import { DownOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBody, type FilterProps, withoutFilter } from './filter-body.tsx';
import { type FilterName, rareFilters, usualFilters } from './filter-words.ts';
import styles from './filters.module.css';
import { PopButton } from './pop-button.tsx';

/** One filter as a chip that says what it narrows to, and opens its choice. */
function FilterChip(props: FilterProps & { readonly isOpenAtFirst: boolean }) {
  const { t } = useTranslation('imageList');
  const { name, address, words } = props;
  const label = words.label(name);
  const chosen = words.chosen(name, address);
  return (
    <PopButton
      label={label}
      isOn={chosen !== null}
      isOpenAtFirst={props.isOpenAtFirst}
      face={
        <>
          {chosen === null ? label : `${label} `}
          {chosen !== null && <span className={styles.chosen}>{chosen}</span>}
          <DownOutlined aria-hidden="true" />
        </>
      }
    >
      {() => (
        <>
          <FilterBody {...props} />
          {chosen !== null && (
            <button type="button" className={styles.clear} onClick={() => props.onChange(withoutFilter(address, name))}>
              {t('filter.clear')}
            </button>
          )}
        </>
      )}
    </PopButton>
  );
}

/** The usual filters, those of the rest that are at work or were asked for, and a way to the others. */
export function FilterChips(props: Omit<FilterProps, 'name'>) {
  const { t } = useTranslation('imageList');
  const { address, words } = props;
  const [added, setAdded] = useState<readonly FilterName[]>([]);
  const isShown = (name: FilterName) => added.includes(name) || words.chosen(name, address) !== null;
  const shown = [...usualFilters, ...rareFilters.filter(isShown)];
  const others = rareFilters.filter((name) => !isShown(name));
  return (
    <>
      {shown.map((name) => (
        <FilterChip key={name} {...props} name={name} isOpenAtFirst={added.at(-1) === name} />
      ))}
      {others.length > 0 && (
        <PopButton
          label={t('filter.more')}
          face={
            <>
              <PlusOutlined aria-hidden="true" />
              {t('filter.more')}
            </>
          }
        >
          {(close) =>
            others.map((name) => (
              <button
                key={name}
                type="button"
                className={styles.choice}
                onClick={() => {
                  close();
                  setAdded([...added, name]);
                }}
              >
                {words.label(name)}
              </button>
            ))
          }
        </PopButton>
      )}
    </>
  );
}
