import { DownOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Popover } from '../../shared/ui/index.ts';
import { FilterFields, type FilterProps, withoutFilter } from './filter-fields.tsx';
import { type FilterName, optionalFilters, permanentFilters } from './filter-labels.ts';
import styles from './filters.module.css';

/** The permanent filters, the optional ones that are active or were added, and a menu of the others. */
export function FilterChips(props: FilterProps) {
  const { t } = useTranslation('imageList');
  const { params, labels } = props;
  const [added, setAdded] = useState<readonly FilterName[]>([]);
  const isShown = (name: FilterName) => added.includes(name) || labels.summary(name, params) !== null;
  const hidden = optionalFilters.filter((name) => !isShown(name));
  return (
    <>
      {[...permanentFilters, ...optionalFilters.filter(isShown)].map((name) => (
        <FilterChip key={name} {...props} name={name} isOpenInitially={added.at(-1) === name} />
      ))}
      {hidden.length > 0 && (
        <Popover
          label={t('filter.more')}
          buttonClass={styles.chip}
          panelClass={styles.popover}
          trigger={
            <>
              <PlusOutlined aria-hidden="true" />
              {t('filter.more')}
            </>
          }
        >
          {(close) =>
            hidden.map((name) => (
              <button
                key={name}
                type="button"
                className={styles.menuItem}
                onClick={() => {
                  close();
                  setAdded([...added, name]);
                }}
              >
                {labels.name(name)}
              </button>
            ))
          }
        </Popover>
      )}
    </>
  );
}

/** A button with the filter's name and summary; its popover holds the filter's fields. */
function FilterChip(props: FilterProps & { readonly name: FilterName; readonly isOpenInitially: boolean }) {
  const { t } = useTranslation('imageList');
  const { name, params, labels } = props;
  const label = labels.name(name);
  const summary = labels.summary(name, params);
  return (
    <Popover
      label={label}
      buttonClass={styles.chip}
      panelClass={styles.popover}
      isOn={summary !== null}
      isOpenInitially={props.isOpenInitially}
      trigger={
        <>
          {summary === null ? label : `${label} `}
          {summary !== null && <span className={styles.summary}>{summary}</span>}
          <DownOutlined aria-hidden="true" />
        </>
      }
    >
      {() => (
        <>
          <FilterFields {...props} />
          {summary !== null && (
            <button type="button" className={styles.clear} onClick={() => props.onChange(withoutFilter(params, name))}>
              {t('filter.clear')}
            </button>
          )}
        </>
      )}
    </Popover>
  );
}
