import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LoadedImages } from '../../resources/image/index.ts';
import { formatCount, PageHeader } from '../../shared/ui/index.ts';
import { CreateButton, type CreateOffer } from './create-button.tsx';
import styles from './list.module.css';

/** Title with how many are in view and how many there are, and the primary action. */
export function ListHead(props: {
  readonly counts: { readonly matching: number; readonly all: number };
  readonly loaded: Pick<UseQueryResult<LoadedImages>, 'data' | 'isFetching'>;
  readonly create: CreateOffer;
}) {
  const { t, i18n } = useTranslation('imageList');
  const { data, isFetching } = props.loaded;
  const number = (value: number) => formatCount(value, i18n.language);
  const { matching, all } = props.counts;
  const count = matching === all ? number(all) : `${number(matching)} / ${number(all)}`;
  return (
    <PageHeader
      title={t('title')}
      beside={
        data !== undefined && (
          <span role="status" className={styles.counts}>
            <span className="figures">{t('counts', { count })}</span>
            {!data.complete && isFetching && <span className={styles.quiet}>{t('loadingMore')}</span>}
          </span>
        )
      }
      actions={<CreateButton offer={props.create} />}
    />
  );
}
