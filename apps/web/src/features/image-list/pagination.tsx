import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/ui/index.ts';
import styles from './image-list.module.css';
import { type ListParams, pageSizes } from './search-params.ts';

/** The range of shown images, buttons for the pages, and the page size. */
export function Pagination(props: {
  /** From 1. */
  readonly page: number;
  readonly pageCount: number;
  readonly pageSize: number;
  readonly matchCount: number;
  readonly onChange: (change: Partial<ListParams>) => void;
}) {
  const { t } = useTranslation('imageList');
  const pageSizeId = useId();
  const { page, pageCount, pageSize, matchCount, onChange } = props;
  return (
    <nav className={styles.pagination} aria-label={t('pages.label')}>
      <span className="figures">
        {t('pages.shown', {
          from: (page - 1) * pageSize + 1,
          to: Math.min(page * pageSize, matchCount),
          total: matchCount,
        })}
      </span>
      <span className={styles.pageButtons}>
        <Button
          icon={<LeftOutlined aria-hidden="true" />}
          disabled={page <= 1}
          aria-label={t('pages.previous')}
          onClick={() => onChange({ page: page - 1 })}
        />
        <span className="figures">{t('pages.at', { page, pages: pageCount })}</span>
        <Button
          icon={<RightOutlined aria-hidden="true" />}
          disabled={page >= pageCount}
          aria-label={t('pages.next')}
          onClick={() => onChange({ page: page + 1 })}
        />
      </span>
      <span className={styles.pageSize}>
        <label htmlFor={pageSizeId}>{t('pages.size')}</label>
        <Select
          id={pageSizeId}
          value={String(pageSize)}
          options={pageSizes.map((size) => ({ value: String(size), label: String(size) }))}
          onChange={(size) => onChange({ pageSize: Number(size) })}
        />
      </span>
    </nav>
  );
}
