import { LockOutlined } from '@ant-design/icons';
import { type Image, imageAction } from '@console/image-model';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImagePermission } from '../../resources/images/image-actions.tsx';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useFreshImage } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { isNotFound } from '../../shared/http/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { EmptyState, FailureAlert, PageHeader, SlowResponse } from '../../shared/ui/index.ts';
import { EditFormView } from './edit-form.tsx';

/** The address `/compute/images/:id/edit`. `onDone` goes back to where one came from. */
export function ImageEditPage(props: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('imageEdit');
  const words = useImageLabels();
  const found = useFreshImage(scopeOf(useSession()), props.id);
  return (
    <>
      <PageHeader title={t('title')} {...(found.data === undefined ? {} : { beside: words.name(found.data.image) })} />
      {found.data !== undefined ? (
        <Opened record={found.data} onDone={props.onDone} />
      ) : found.error === null ? (
        <>
          <SlowResponse service="image" />
          <Skeleton active aria-label={t('loading')} />
        </>
      ) : isNotFound(found.error) ? (
        <EmptyState
          title={t('notFound.title')}
          hint={t('notFound.hint')}
          action={<Link to={routes.images}>{t('notFound.back')}</Link>}
        />
      ) : (
        <FailureAlert error={found.error} onRetry={() => void found.refetch()} />
      )}
    </>
  );
}

/** The form, or why there is none. Decided once: a look at the image later on does not take a filled form away. */
function Opened(props: { readonly record: ImageRecord; readonly onDone: () => void }) {
  const session = useSession();
  const [record] = useState(props.record);
  const [permission] = useState(() => imageAction('modify', record.image, session));
  return permission.kind === 'allowed' ? (
    <EditFormView record={record} onDone={props.onDone} />
  ) : (
    <NotAllowed image={record.image} reason={permission.reason} />
  );
}

function NotAllowed(props: {
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
