import type { WireTask } from '@console/openstack-api';
import { useTranslation } from 'react-i18next';
import { useImageTasks } from '../../resources/imports/image-tasks.ts';
import { wasStaged } from '../../resources/imports/import-api.ts';
import { useImportFailureText } from '../../resources/imports/import-failure-text.ts';
import { copiedBytes } from '../../resources/imports/import-progress.ts';
import { useSession } from '../../resources/session/session.ts';
import { isNotFound } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { EmptyState, FailureAlert, FailureDetails, formatBytes, Time } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { DetailSkeleton } from './detail-skeleton.tsx';
import { redactCredentials } from './redact.ts';

/** 任务: Glance's tasks of the image, newest first. */
export function TasksPanel(props: { readonly id: string; readonly isRunning: boolean }) {
  const { t } = useTranslation('imageDetail');
  const tasks = useImageTasks(scopeOf(useSession()), props.id, props.isRunning);
  if (tasks.data === undefined) {
    if (tasks.error === null) return <DetailSkeleton label={t('tasks.loading')} service="image" />;
    // The image exists, so a 404 means that this cloud has no tasks API.
    if (isNotFound(tasks.error)) return <EmptyState title={t('tasks.none')} hint={t('tasks.notKept')} />;
    return <FailureAlert error={tasks.error} onRetry={() => void tasks.refetch()} />;
  }
  if (tasks.data.length === 0) return <EmptyState title={t('tasks.none')} hint={t('tasks.noneHint')} />;
  return (
    <ol className={styles.tasks} aria-label={t('tab.tasks')}>
      {sortNewestFirst(tasks.data).map((task) => (
        <TaskItem key={task.id} task={task} />
      ))}
    </ol>
  );
}

/** Glance does not define the order in which it lists an image's tasks. */
export function sortNewestFirst(tasks: readonly WireTask[]): readonly WireTask[] {
  return tasks.toSorted((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
}

/** States and methods that have a label in the texts. Others are shown as the cloud spells them. */
const labelledStates = ['pending', 'processing', 'success', 'failure'] as const;
const labelledMethods = ['glance-direct', 'web-download', 'copy-image', 'glance-download'] as const;

function TaskItem({ task }: { readonly task: WireTask }) {
  const { t } = useTranslation('imageDetail');
  const state = labelledStates.find((name) => name === task.status);
  const source = parseImportSource(task);
  const method = labelledMethods.find((name) => name === source.method);
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
      {source.url !== null && <p className={styles.text}>{redactCredentials(source.url)}</p>}
      {state === 'failure' ? <TaskFailure task={task} /> : <TaskProgress task={task} />}
    </li>
  );
}

/** The task's message and, if the message contains it, the number of copied bytes. */
function TaskProgress({ task }: { readonly task: WireTask }) {
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

function TaskFailure({ task }: { readonly task: WireTask }) {
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

interface ImportSource {
  /** Glance's name of the import method, such as `web-download`. */
  readonly method: string | null;
  /** URL of the data; may contain a password. */
  readonly url: string | null;
}

/** Parses the import request in the task's `input`, which some clouds leave out. */
export function parseImportSource(task: WireTask): ImportSource {
  const method = member(member(member(task, 'input'), 'import_req'), 'method');
  return { method: textOrNull(member(method, 'name')), url: textOrNull(member(method, 'uri')) };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
