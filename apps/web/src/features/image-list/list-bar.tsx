import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterChips } from './filter-chips.tsx';
import styles from './filters.module.css';
import { filterCount, isNarrowed, noConditions } from './list-address.ts';
import type { ListBarProps } from './list-bar-props.ts';
import { ListTools, RefreshButton } from './list-tools.tsx';
import { SearchBox } from './search-box.tsx';

const ListSheet = lazy(() => import('./list-sheet.tsx'));

/** The line under the title: search, filters, tools; on a phone the latter two are in a sheet. */
export function ListBar(props: ListBarProps) {
  const { t } = useTranslation('imageList');
  const { address, onChange } = props;
  const [isSheetOpen, setSheetOpen] = useState(false);
  const active = filterCount(address);
  return (
    <div className={styles.bar}>
      <SearchBox text={address.search} onText={(search) => onChange({ search })} ref={props.searchRef} />
      {props.isNarrow ? (
        <>
          <Button
            icon={<FilterOutlined aria-hidden="true" />}
            aria-haspopup="dialog"
            type={active > 0 ? 'primary' : 'default'}
            onClick={() => setSheetOpen(true)}
          >
            {active > 0 ? t('filter.several', { count: active }) : t('filter.title')}
          </Button>
          <RefreshButton isRefreshing={props.isRefreshing} onRefresh={props.onRefresh} />
          {isSheetOpen && (
            <Suspense>
              <ListSheet {...props} onClose={() => setSheetOpen(false)} />
            </Suspense>
          )}
        </>
      ) : (
        <>
          <FilterChips address={address} onChange={onChange} images={props.images} words={props.words} />
          {isNarrowed(address) && (
            // A sign, not words: the line has to stay one line beside what is filtered by.
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden="true" />}
              aria-label={t('filter.reset')}
              title={t('filter.reset')}
              onClick={() => onChange(noConditions)}
            />
          )}
          <ListTools {...props} />
        </>
      )}
    </div>
  );
}
