import { type Image, importState } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ImageActions, scopeOf, useImageTasks, useProfile } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { formatBytes } from '../../shared/ui/index.ts';
import { FailedImport } from './failed-import.tsx';
import { needsTasks, noticeOf } from './notice.ts';

interface Props {
  readonly image: Image;
  readonly actions: ImageActions;
}

/** Above everything: why an import has failed and what to do, how far one is, or why an image has no data yet. */
export function ImportNotice(props: Props) {
  const { jobs } = useProfile().capabilities;
  if (!needsTasks(props.image)) return null;
  return jobs === 'imsJobs' ? <NoticeOf {...props} tasks={[]} /> : <WithTasks {...props} />;
}

function WithTasks(props: Props) {
  const state = importState(props.image);
  const { data, isPending } = useImageTasks(scopeOf(useSession()), props.image.id, state === 'running');
  // Only the tasks can tell an image that waits from one whose import has failed.
  return isPending && state === 'none' ? null : <NoticeOf {...props} tasks={data ?? []} />;
}

function NoticeOf(props: Props & { readonly tasks: readonly WireTask[] }) {
  const { t, i18n } = useTranslation('imageDetail');
  const notice = noticeOf(props.image, props.tasks);
  switch (notice.kind) {
    case 'none':
      return null;
    case 'waiting':
      return <Alert type="info" showIcon title={t('queued.title')} description={t('queued.hint')} />;
    case 'importing':
      return (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t('importing.title')}
          description={
            notice.bytes === null
              ? t('importing.unknown')
              : t('importing.stored', { size: formatBytes(notice.bytes, i18n.language) })
          }
        />
      );
    case 'importFailed':
      return <FailedImport {...props} isStuck={notice.isStuck} />;
  }
}
