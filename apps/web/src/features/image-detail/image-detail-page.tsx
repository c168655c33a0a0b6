import type { Image } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ImageActions, scopeOf, useImage, useImageWords } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { isNotFound } from '../../shared/http/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { EmptyState, FailureAlert, PageHeader, usePageTitle } from '../../shared/ui/index.ts';
import { DetailSkeleton } from './detail-skeleton.tsx';
import { ImageDetail } from './image-detail.tsx';
import { StaleNotice } from './stale-notice.tsx';

/**
 * One image: found, not found (or no more), or not to be had just now.
 * @param props.sharing draws the panel of 共享
 */
export function ImageDetailPage(props: {
  readonly id: string;
  readonly actions: ImageActions;
  readonly sharing: (image: Image) => ReactNode;
}) {
  const { t } = useTranslation('imageDetail');
  const words = useImageWords();
  const found = useImage(scopeOf(useSession()), props.id);
  const isGone = isNotFound(found.error);
  usePageTitle(isGone ? t('notFound.title') : found.data === undefined ? props.id : words.name(found.data.image));

  if (isGone) {
    return (
      <EmptyState
        level={1}
        title={
          found.data === undefined ? t('notFound.title') : t('notFound.gone', { name: words.name(found.data.image) })
        }
        hint={t('notFound.hint')}
        action={<Link to={routes.images}>{t('notFound.back')}</Link>}
      />
    );
  }
  if (found.data === undefined) {
    return (
      <>
        <PageHeader title={props.id} />
        {found.error === null ? (
          <DetailSkeleton label={t('loading')} service="image" />
        ) : (
          <FailureAlert error={found.error} onRetry={() => void found.refetch()} />
        )}
      </>
    );
  }
  return (
    <ImageDetail
      record={found.data}
      actions={props.actions}
      sharing={props.sharing(found.data.image)}
      notice={
        found.error !== null && (
          <StaleNotice
            error={found.error}
            at={found.dataUpdatedAt}
            isTrying={found.isFetching}
            onRetry={() => void found.refetch()}
          />
        )
      }
    />
  );
}
