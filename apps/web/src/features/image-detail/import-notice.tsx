import { type Image, importState } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/images/image-action-button.tsx';
import { imageKeys } from '../../resources/images/image-keys.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { useImageTasks } from '../../resources/imports/image-tasks.ts';
import { ImportAddressForm } from '../../resources/imports/import-address-form.tsx';
import { wasStaged } from '../../resources/imports/import-api.ts';
import { useImportFailureText } from '../../resources/imports/import-failure-text.ts';
import { importFailureOf, latestImportTask } from '../../resources/imports/import-progress.ts';
import { useImportRetry } from '../../resources/imports/imports-context.tsx';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { BlockedButton, FailureAlert, FailureDetails, formatBytes } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { needsTasks, resolveImportNotice } from './resolve-import-notice.ts';

interface NoticeProps {
  readonly image: Image;
  readonly actions: ImageActions;
}

/** Shows why an import has failed and what to do, the progress of a running one, or why the image has no data yet. */
export function ImportNotice(props: NoticeProps) {
  const { jobs } = useProfile().capabilities;
  if (!needsTasks(props.image)) return null;
  return jobs === 'imsJobs' ? <NoticeAlert {...props} tasks={[]} /> : <NoticeWithTasks {...props} />;
}

function NoticeWithTasks(props: NoticeProps) {
  const state = importState(props.image);
  const { data, isPending } = useImageTasks(scopeOf(useSession()), props.image.id, state === 'running');
  // Without the tasks, an image that waits for data looks like one whose import has failed.
  return isPending && state === 'none' ? null : <NoticeAlert {...props} tasks={data ?? []} />;
}

function NoticeAlert(props: NoticeProps & { readonly tasks: readonly WireTask[] }) {
  const { t, i18n } = useTranslation('imageDetail');
  const notice = resolveImportNotice(props.image, props.tasks);
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
      return <FailedImportAlert {...props} isStuck={notice.isStuck} />;
  }
}

/** The reason of a failed import with two ways to continue: a retry and the deletion of the image. */
function FailedImportAlert(props: NoticeProps & { readonly tasks: readonly WireTask[]; readonly isStuck: boolean }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const { image, tasks, actions } = props;
  const text = useImportFailureText()(importFailureOf(image, tasks), wasStaged(tasks) ? 'staged' : 'fetched');
  const requestId = latestImportTask(tasks)?.request_id ?? null;
  const deletion = actions.permission('delete', image);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('imageDetail:import.failed')}
      description={
        <>
          <div>{text.title}</div>
          {text.stores !== null && <div>{text.stores}</div>}
          <div>{props.isStuck ? t('imageDetail:import.stuck') : text.next}</div>
          <FailureDetails text={{ ...text, requestId }} />
          <div className={styles.noticeActions}>
            <RetryButton image={image} tasks={tasks} />
            {deletion.kind === 'allowed' ? (
              <Button size="small" danger onClick={() => actions.run('delete', [image])}>
                {t('imageDetail:import.cleanUp')}
              </Button>
            ) : (
              <BlockedButton
                label={t('imageDetail:import.cleanUp')}
                reason={t(`image:blocked.${deletion.reason}`)}
                className={styles.blocked}
              />
            )}
          </div>
        </>
      }
    />
  );
}

/** Renders nothing if there is no import to retry. If neither task nor browser knows its URL, the user enters it again. */
function RetryButton({ image, tasks }: { readonly image: Image; readonly tasks: readonly WireTask[] }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const session = useSession();
  const client = useQueryClient();
  const importRetry = useImportRetry(image, tasks);
  const retry = useMutation({
    mutationFn: (start: () => Promise<void>) => start(),
    onSettled: () => client.invalidateQueries({ queryKey: imageKeys.tasks(scopeOf(session), image.id) }),
  });
  const grant = session.actions['image.upload'];
  if (importRetry.kind === 'none') return null;
  if (!grant.allowed) {
    return (
      <BlockedButton
        label={t('imageDetail:import.retry')}
        reason={t(`image:blocked.${grant.reason}`)}
        className={styles.blocked}
      />
    );
  }
  return (
    <>
      {importRetry.kind === 'known' ? (
        <Button size="small" type="primary" loading={retry.isPending} onClick={() => retry.mutate(importRetry.start)}>
          {t('imageDetail:import.retry')}
        </Button>
      ) : (
        <ImportAddressForm
          imageName={image.name}
          busy={retry.isPending}
          onSubmit={(address) => retry.mutate(() => importRetry.start(address))}
        />
      )}
      {retry.error !== null && (
        <div className={styles.noticeFailure}>
          <FailureAlert error={retry.error} />
        </div>
      )}
    </>
  );
}
