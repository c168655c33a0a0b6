import { LockOutlined } from '@ant-design/icons';
import { type Image, imageAction } from '@console/image-model';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImagePermission } from '../../resources/images/image-action-button.tsx';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useFreshImage } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { isNotFound } from '../../shared/http/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { EmptyState, FailureAlert, PageHeader, SlowResponse } from '../../shared/ui/index.ts';
import { EditForm } from './edit-form.tsx';

/** The page `/compute/images/:id/edit`. `onDone` returns to the page from which the user came. */
export function ImageEditPage(props: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('imageEdit');
  const labels = useImageLabels();
  const query = useFreshImage(scopeOf(useSession()), props.id);
  return (
    <>
      <PageHeader title={t('title')} beside={query.data && labels.name(query.data.image)} />
      {query.data !== undefined ? (
        <EditOrBlocked record={query.data} onDone={props.onDone} />
      ) : query.error === null ? (
        <>
          <SlowResponse service="image" />
          <Skeleton active aria-label={t('loading')} />
        </>
      ) : isNotFound(query.error) ? (
        <EmptyState
          title={t('notFound.title')}
          hint={t('notFound.hint')}
          action={<Link to={routes.images}>{t('notFound.back')}</Link>}
        />
      ) : (
        <FailureAlert error={query.error} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}

/** The form, or the reason why the image cannot be modified. Decided once, so that a later fetch does not remove a filled form. */
function EditOrBlocked(props: { readonly record: ImageRecord; readonly onDone: () => void }) {
  const session = useSession();
  const [record] = useState(props.record);
  const [permission] = useState(() => imageAction('modify', record.image, session));
  return permission.kind === 'allowed' ? (
    <EditForm record={record} onDone={props.onDone} />
  ) : (
    <EditBlocked image={record.image} reason={permission.reason} />
  );
}

function EditBlocked(props: {
  readonly image: Image;
  readonly reason: Extract<ImagePermission, { kind: 'blocked' }>['reason'];
}) {
  const { t } = useTranslation(['imageEdit', 'image']);
  return (
    <EmptyState
      icon={<LockOutlined aria-hidden="true" />}
      title={t('imageEdit:denied.title')}
      hint={t(`image:blocked.${props.reason}`)}
      action={<Link to={routes.image(props.image.id)}>{t('imageEdit:denied.back')}</Link>}
    />
  );
}
