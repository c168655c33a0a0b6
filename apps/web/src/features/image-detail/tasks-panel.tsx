import type { WireTask } from '@console/openstack-api';
import { useTranslation } from 'react-i18next';
import { copiedBytes, scopeOf, useImageTasks, useImportFailureText, wasStaged } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { isNotFound } from '../../shared/http/index.ts';
import { EmptyState, FailureAlert, FailureDetails, formatBytes, Time } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { DetailSkeleton } from './detail-skeleton.tsx';
import { withoutCredentials } from './public-wire.ts';
import { importSource, newestFirst } from './task.ts';

const states = ['pending', 'processing', 'success', 'failure'] as const;
const methods = ['glance-direct', 'web-download', 'copy-image', 'glance-download'] as const;

/** 任务: what the cloud has done to the image in the background. */
export function TasksPanel(props: { readonly id: string; readonly isRunning: boolean }) {
  const { t } = useTranslation('imageDetail');
  const tasks = useImageTasks(scopeOf(useSession()), props.id, props.isRunning);
  if (tasks.data === undefined) {
    if (tasks.error === null) return <DetailSkeleton label={t('tasks.loading')} service="image" />;
    // The image is there: what is missing is the cloud's record of tasks.
    if (isNotFound(tasks.error)) return <EmptyState title={t('tasks.none')} hint={t('tasks.notKept')} />;
    return <FailureAlert error={tasks.error} onRetry={() => void tasks.refetch()} />;
  }
  if (tasks.data.length === 0) return <EmptyState title={t('tasks.none')} hint={t('tasks.noneHint')} />;
  return (
    <ol className={styles.tasks} aria-label={t('tab.tasks')}>
      {newestFirst(tasks.data).map((task) => (
        <Task key={task.id} task={task} />
      ))}
    </ol>
  );
}

function Task({ task }: { readonly task: WireTask }) {
  const { t } = useTranslation('imageDetail');
  const state = states.find((name) => name === task.status);
  const source = importSource(task);
  const method = methods.find((name) => name === source.method);
  return (
    <li className={styles.card}>
      <div className={styles.taskHead}>
        <strong>{task.type === 'api_image_import' ? t('tasks.import') : task.type}</strong>
        <span data-state={state}>{state === undefined ? task.status : t(`tasks.state.${state}`)}</span>
        {source.method !== null && <span>{method === undefined ? source.method : t(`tasks.method.${method}`)}</span>}
        <span className={styles.quiet}>
          {t('tasks.created')} <Time at={task.created_at} style="exact" />
        </span>
        <span className={styles.quiet}>
          {t('tasks.updated')} <Time at={task.updated_at} style="exact" />
        </span>
      </div>
      {source.address !== null && <p className={styles.text}>{withoutCredentials(source.address)}</p>}
      {state === 'failure' ? <Failure task={task} /> : <Progress task={task} />}
    </li>
  );
}

/** What the cloud says while nothing is wrong: how much it has copied, or whatever else. */
function Progress({ task }: { readonly task: WireTask }) {
  const { t, i18n } = useTranslation('imageDetail');
  const message = task.message ?? '';
  const bytes = copiedBytes(message);
  if (message === '') return null;
  return (
    <>
      {bytes !== null && <p>{t('tasks.copied', { size: formatBytes(bytes, i18n.language) })}</p>}
      <FailureDetails text={{ title: '', next: '', requestId: null, raw: message }} />
    </>
  );
}

function Failure({ task }: { readonly task: WireTask }) {
  const text = useImportFailureText()(
    { reason: task.message || null, stores: [] },
    wasStaged([task]) ? 'staged' : 'fetched',
  );
  return (
    <>
      <p className={styles.text}>{text.title}</p>
      <p>{text.next}</p>
      <FailureDetails text={{ ...text, requestId: task.request_id ?? null }} />
    </>
  );
}
