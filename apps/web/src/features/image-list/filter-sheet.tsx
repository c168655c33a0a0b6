import { LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Select, Sheet } from '../../shared/ui/index.ts';
import { columns } from './columns.tsx';
import { FilterFields } from './filter-fields.tsx';
import { optionalFilters, permanentFilters } from './filter-labels.ts';
import styles from './filters.module.css';
import type { ToolbarProps } from './list-toolbar.tsx';
import { ExportButton, useCopyLinkToView } from './list-tools.tsx';
import { filterCount, type ListParams, type Sort } from './search-params.ts';

/** Sorting, filters and tools on a phone. */
export default function FilterSheet(props: ToolbarProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('imageList');
  const { params, onChange, labels } = props;
  const copyLink = useCopyLinkToView(params);
  return (
    <Sheet
      title={t('filter.title')}
      edge="bottom"
      onClose={props.onClose}
      footer={(close) => (
        <>
          {filterCount(params) > 0 && (
            <Button onClick={() => onChange({ filters: {}, ranges: {} })}>{t('filter.reset')}</Button>
          )}
          <Button type="primary" onClick={close}>
            {t('sheet.show', { count: props.matchCount })}
          </Button>
        </>
      )}
    >
      {(close) => (
        <>
          <SortFields params={params} onChange={onChange} />
          {[...permanentFilters, ...optionalFilters].map((name) => {
            const summary = labels.summary(name, params);
            return (
              <details key={name} open={summary !== null} className={styles.sheetFilter}>
                <summary>
                  {labels.name(name)}
                  {summary !== null && <span className={styles.summary}>{summary}</span>}
                </summary>
                <FilterFields {...props} name={name} />
              </details>
            );
          })}
          <div className={styles.sheetTools}>
            <Button icon={<LinkOutlined aria-hidden="true" />} onClick={copyLink}>
              {t('copyView')}
            </Button>
            <ExportButton
              onExport={() => {
                close();
                props.onExport();
              }}
            />
          </div>
        </>
      )}
    </Sheet>
  );
}

const directions = ['asc', 'desc'] as const;

function SortFields(props: { readonly params: ListParams; readonly onChange: (change: Partial<ListParams>) => void }) {
  const { t } = useTranslation('imageList');
  const { t: tImage } = useTranslation('image');
  const { sort } = props.params;
  const changeSort = (change: Partial<Sort>) => props.onChange({ sort: { ...sort, ...change } });
  const columnId = useId();
  return (
    <div className={styles.sortFields}>
      <label htmlFor={columnId}>{t('sheet.sort')}</label>
      <Select
        id={columnId}
        value={sort.column}
        options={columns.map(({ key, title }) => ({ value: key, label: title(tImage) }))}
        onChange={(column) => changeSort({ column })}
      />
      <Select
        label={t('sheet.direction')}
        value={sort.direction}
        options={directions.map((direction) => ({ value: direction, label: t(`sheet.${direction}`) }))}
        onChange={(direction) => changeSort({ direction })}
      />
    </div>
  );
}
