import { CloseOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { columns } from './columns.tsx';
import { FilterFields } from './filter-fields.tsx';
import { optionalFilters, permanentFilters } from './filter-labels.ts';
import styles from './filters.module.css';
import type { ToolbarProps } from './list-toolbar.tsx';
import { ExportButton, useCopyLinkToView } from './list-tools.tsx';
import { type ColumnKey, filterCount, type ListParams } from './search-params.ts';

/** Sorting, filters and tools on a phone. The native dialog traps the focus and returns it. */
export default function FilterSheet(props: ToolbarProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['imageList', 'common']);
  const { params, onChange, labels } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const copyLink = useCopyLinkToView(params);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className={styles.sheet} aria-label={t('imageList:filter.title')} onClose={props.onClose}>
      <div className={styles.sheetHeader}>
        <h2>{t('imageList:filter.title')}</h2>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t('common:close')}
          onClick={close}
        />
      </div>
      <div className={styles.sheetBody}>
        <SortFields params={params} onChange={onChange} />
        {[...permanentFilters, ...optionalFilters].map((name) => {
          const summary = labels.summary(name, params);
          return (
            <details key={name} open={summary !== null}>
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
            {t('imageList:copyView')}
          </Button>
          <ExportButton
            onExport={() => {
              close();
              props.onExport();
            }}
          />
        </div>
      </div>
      <div className={styles.sheetFooter}>
        {filterCount(params) > 0 && (
          <Button onClick={() => onChange({ filters: {}, ranges: {} })}>{t('imageList:filter.reset')}</Button>
        )}
        <Button type="primary" onClick={close}>
          {t('imageList:sheet.show', { count: props.matchCount })}
        </Button>
      </div>
    </dialog>
  );
}

function SortFields(props: { readonly params: ListParams; readonly onChange: (change: Partial<ListParams>) => void }) {
  const { t } = useTranslation('imageList');
  const { t: tImage } = useTranslation('image');
  const { sort } = props.params;
  const id = useId();
  return (
    <div className={styles.sortFields}>
      <label htmlFor={id}>{t('sheet.sort')}</label>
      <select
        id={id}
        value={sort.column}
        onChange={(event) => props.onChange({ sort: { ...sort, column: event.target.value as ColumnKey } })}
      >
        {columns.map((column) => (
          <option key={column.key} value={column.key}>
            {column.title(tImage)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('sheet.direction')}
        value={sort.direction}
        onChange={(event) => props.onChange({ sort: { ...sort, direction: event.target.value as 'asc' | 'desc' } })}
      >
        <option value="asc">{t('sheet.asc')}</option>
        <option value="desc">{t('sheet.desc')}</option>
      </select>
    </div>
  );
}
