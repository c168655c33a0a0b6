import type { Image } from '@console/image-model';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImageActions } from '../../resources/images/image-action-button.tsx';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useImage } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { isNotFound } from '../../shared/http/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import {
  EmptyState,
  FailureAlert,
  FailureDetails,
  formatDateTime,
  PageHeader,
  useFailureText,
  usePageTitle,
} from '../../shared/ui/index.ts';
import { DetailSkeleton } from './detail-skeleton.tsx';
import { ImageDetail } from './image-detail.tsx';

/**
 * The page of one image: loading, loaded, not found or failed.
 * @param props.sharing renders the panel of the tab 共享
 */
export function ImageDetailPage(props: {
  readonly id: string;
  readonly actions: ImageActions;
  readonly sharing: (image: Image) => ReactNode;
}) {
  const { t } = useTranslation('imageDetail');
  const labels = useImageLabels();
  const query = useImage(scopeOf(useSession()), props.id);
  const isGone = isNotFound(query.error);
  usePageTitle(isGone ? t('notFound.title') : query.data === undefined ? props.id : labels.name(query.data.image));

  if (isGone) {
    return (
      <EmptyState
        level={1}
        title={
          query.data === undefined ? t('notFound.title') : t('notFound.gone', { name: labels.name(query.data.image) })
        }
        hint={t('notFound.hint')}
        action={<Link to={routes.images}>{t('notFound.back')}</Link>}
      />
    );
  }
  if (query.data === undefined) {
    return (
      <>
        <PageHeader title={props.id} />
        {query.error === null ? (
          <DetailSkeleton label={t('loading')} service="image" />
        ) : (
          <FailureAlert error={query.error} onRetry={() => void query.refetch()} />
        )}
      </>
    );
  }
  return (
    <ImageDetail
      record={query.data}
      actions={props.actions}
      sharing={props.sharing(query.data.image)}
      notice={
        query.error !== null && (
          <StaleNotice
            error={query.error}
            updatedAt={query.dataUpdatedAt}
            isRetrying={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        )
      }
    />
  );
}

/** Says that a refetch has failed and how old the image on the page is. @param props.updatedAt in ms */
function StaleNotice(props: {
  readonly error: unknown;
  readonly updatedAt: number;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}) {
  const { t, i18n } = useTranslation('imageDetail');
  const text = useFailureText()(props.error);
  return (
    <Alert
      type="warning"
      role="status"
      title={t('stale.title', { time: formatDateTime(new Date(props.updatedAt), i18n.language) })}
      description={
        <>
          <div>{text.title}</div>
          <div>{text.next}</div>
          <FailureDetails text={text} />
        </>
      }
      action={
        <Button size="small" loading={props.isRetrying} onClick={props.onRetry}>
          {t('stale.retry')}
        </Button>
      }
    />
  );
}
