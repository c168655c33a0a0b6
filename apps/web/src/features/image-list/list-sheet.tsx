import { CloseOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { columns } from './columns.tsx';
import { FilterBody } from './filter-body.tsx';
import { rareFilters, usualFilters } from './filter-words.ts';
import styles from './filters.module.css';
import { filterCount, type ListAddress, type SortColumn } from './list-address.ts';
import type { ListBarProps } from './list-bar-props.ts';
import { ExportButton, useCopyView } from './list-tools.tsx';

/** On a phone: order, filters and tools. The browser's own dialog traps and gives back the focus. */
export default function ListSheet(props: ListBarProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['imageList', 'common']);
  const { address, onChange, words } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const copyView = useCopyView(address);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className={styles.sheet} aria-label={t('imageList:filter.title')} onClose={props.onClose}>
      <div className={styles.sheetHead}>
        <h2>{t('imageList:filter.title')}</h2>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t('common:close')}
          onClick={close}
        />
      </div>
      <div className={styles.sheetBody}>
        <SortChoice address={address} onChange={onChange} />
        {[...usualFilters, ...rareFilters].map((name) => {
          const chosen = words.chosen(name, address);
          return (
            <details key={name} open={chosen !== null}>
              <summary>
                {words.label(name)}
                {chosen !== null && <span className={styles.chosen}>{chosen}</span>}
              </summary>
              <FilterBody {...props} name={name} />
            </details>
          );
        })}
        <div className={styles.sheetTools}>
          <Button icon={<LinkOutlined aria-hidden="true" />} onClick={copyView}>
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
      <div className={styles.sheetFoot}>
        {filterCount(address) > 0 && (
          <Button onClick={() => onChange({ filters: {}, ranges: {} })}>{t('imageList:filter.reset')}</Button>
        )}
        <Button type="primary" onClick={close}>
          {t('imageList:sheet.show', { count: props.matching })}
        </Button>
      </div>
    </dialog>
  );
}

function SortChoice(props: {
  readonly address: ListAddress;
  readonly onChange: (change: Partial<ListAddress>) => void;
}) {
  const { t } = useTranslation('imageList');
  const { t: tImage } = useTranslation('image');
  const { sort } = props.address;
  const id = useId();
  return (
    <div className={styles.sheetSort}>
      <label htmlFor={id}>{t('sheet.sort')}</label>
      <select
        id={id}
        value={sort.column}
        onChange={(event) => props.onChange({ sort: { ...sort, column: event.target.value as SortColumn } })}
      >
        {columns.map((column) => (
          <option key={column.key} value={column.key}>
            {column.head(tImage)}
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
