import { CloseOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyBoundary } from '../../shared/ui/index.ts';
import { FilterChips } from './filter-chips.tsx';
import type { FilterProps } from './filter-fields.tsx';
import styles from './list-toolbar.module.css';
import { ListTools, RefreshButton, type ToolsProps } from './list-tools.tsx';
import { filterCount, hasConditions, noConditions } from './search-params.ts';

const FilterSheet = lazy(() => import('./filter-sheet.tsx'));

export interface ToolbarProps extends FilterProps, ToolsProps {
  /** Number of images that match search and filters. */
  readonly matchCount: number;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly isPhone: boolean;
}

/** Search, filters and tools. On a phone, filters and tools are in a sheet. */
export function ListToolbar(props: ToolbarProps) {
  const { t } = useTranslation('imageList');
  const { params, onChange } = props;
  return (
    <div className={styles.toolbar}>
      <SearchBox text={params.search} onChange={(search) => onChange({ search })} ref={props.searchRef} />
      {props.isPhone ? (
        <>
          <FilterSheetButton {...props} />
          <RefreshButton isRefreshing={props.isRefreshing} onRefresh={props.onRefresh} />
        </>
      ) : (
        <>
          <FilterChips params={params} onChange={onChange} images={props.images} labels={props.labels} />
          {hasConditions(params) && (
            // An icon without text, so that the toolbar stays one line beside several filters.
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

/** Searches names, IDs and tags with each keystroke. A native input: Ant Design's costs 14 KiB on the first page. */
function SearchBox(props: {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly ref: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation('imageList');
  return (
    <span className={styles.search}>
      <SearchOutlined aria-hidden="true" />
      <input
        ref={props.ref}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.hint')}
        autoComplete="off"
        spellCheck={false}
        value={props.text}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </span>
  );
}

function FilterSheetButton(props: ToolbarProps) {
  const { t } = useTranslation('imageList');
  const [isOpen, setOpen] = useState(false);
  const activeFilters = filterCount(props.params);
  return (
    <>
      <Button
        icon={<FilterOutlined aria-hidden="true" />}
        aria-haspopup="dialog"
        type={activeFilters > 0 ? 'primary' : 'default'}
        onClick={() => setOpen(true)}
      >
        {activeFilters > 0 ? t('filter.several', { count: activeFilters }) : t('filter.title')}
      </Button>
      {isOpen && (
        <LazyBoundary onDismiss={() => setOpen(false)}>
          <FilterSheet {...props} onClose={() => setOpen(false)} />
        </LazyBoundary>
      )}
    </>
  );
}
