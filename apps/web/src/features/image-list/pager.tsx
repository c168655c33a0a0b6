import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './list.module.css';
import { type ListAddress, pageSizes } from './list-address.ts';

/** Turns pages; says which images of how many are shown. */
export function Pager(props: {
  readonly address: ListAddress;
  readonly page: number;
  readonly pageCount: number;
  readonly matching: number;
  readonly onChange: (change: Partial<ListAddress>) => void;
}) {
  const { t } = useTranslation('imageList');
  const { page, pageCount, matching } = props;
  const { pageSize } = props.address;
  const from = (page - 1) * pageSize + 1;
  const turn = (to: number) => props.onChange({ page: to });
  return (
    <nav className={styles.pager} aria-label={t('pages.label')}>
      <span className="figures">
        {t('pages.shown', {
          from,
          to: Math.min(page * pageSize, matching),
          total: matching,
        })}
      </span>
      <span className={styles.turn}>
        <Button
          size="small"
          icon={<LeftOutlined aria-hidden="true" />}
          disabled={page <= 1}
          aria-label={t('pages.previous')}
          onClick={() => turn(page - 1)}
        />
        <span className="figures">{t('pages.at', { page, pages: pageCount })}</span>
        <Button
          size="small"
          icon={<RightOutlined aria-hidden="true" />}
          disabled={page >= pageCount}
          aria-label={t('pages.next')}
          onClick={() => turn(page + 1)}
        />
      </span>
      <label className={styles.pageSize}>
        {t('pages.size')}
        <select value={pageSize} onChange={(event) => props.onChange({ pageSize: Number(event.target.value) })}>
          {pageSizes.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}
