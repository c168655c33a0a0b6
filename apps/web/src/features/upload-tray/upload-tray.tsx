import { CloudUploadOutlined } from '@ant-design/icons';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImporting, useImports } from '../../resources/image/index.ts';
import { FIRST_WORD_MS, isEnded, isPassive, type UploadTask, useUploads } from '../../resources/upload/index.ts';
import { Announcer } from './announcer.tsx';
import { ProgressRing } from './progress-ring.tsx';
import { useNotices } from './use-notices.ts';
import { useWakeLock } from './use-wake-lock.ts';

// Rows weigh more than the button, which is on every page.
const TrayContent = lazy(async () => ({ default: (await import('./tray-content.tsx')).TrayContent }));

type Opened = 'no' | 'byPerson' | 'byItself';

/** The bar's button for uploads and imports and what it opens; when one begins it shows itself in the corner. */
export function UploadTray() {
  const { t } = useTranslation('upload');
  const { tasks } = useUploads();
  const imports = useImports();
  // What there is already when the page is loaded has come over from before, and may need somebody.
  const [opened, setOpened] = useState<Opened>(() => (tasks.some(isUnderWay) ? 'byItself' : 'no'));
  const button = useRef<HTMLButtonElement>(null);
  const still = [...tasks.filter(({ state }) => !takenBack.has(state.kind)), ...imports];
  useOnStart([...tasks.filter(hasBegun), ...imports], still, () =>
    setOpened((now) => (now === 'no' ? 'byItself' : now)),
  );
  const close = useCallback(() => {
    setOpened('no');
    button.current?.focus();
  }, []);
  const leave = useCallback(() => setOpened('no'), []);
  const going = tasks.filter((task) => !isEnded(task) && !isPassive(task));
  const notices = useNotices();
  useWakeLock(going.some(({ state }) => state.kind !== 'queued' && state.kind !== 'paused'));
  const count = going.length + imports.filter(isImporting).length;
  const name = count === 0 ? t('tray.idle') : t('tray.open', { count });
  return (
    <>
      <button
        ref={button}
        type="button"
        className="bar-button"
        aria-label={name}
        title={name}
        aria-expanded={opened !== 'no'}
        onClick={() => (opened === 'byPerson' ? close() : setOpened('byPerson'))}
      >
        {count === 0 ? <CloudUploadOutlined aria-hidden="true" /> : <ProgressRing percent={percentOf(going)} />}
        {count > 0 && <span className="figures">{count}</span>}
      </button>
      <Announcer uploads={tasks} imports={imports} onEnd={notices.post} />
      {opened !== 'no' && (
        <Suspense>
          <TrayContent
            place={opened === 'byPerson' ? 'drawer' : 'corner'}
            uploads={tasks}
            imports={imports}
            notices={notices}
            onClose={close}
            onLeave={leave}
          />
        </Suspense>
      )}
    </>
  );
}

/** All bytes sent of all bytes to send, in per cent. */
function percentOf(tasks: readonly UploadTask[]): number {
  const sum = (of: (task: UploadTask) => number) => tasks.reduce((total, task) => total + of(task), 0);
  return (
    (sum((task) => task.sent) /
      Math.max(
        1,
        sum((task) => task.total),
      )) *
    100
  );
}

/** Still finding out whether there will be an upload at all, which is told where it was asked for; or none of this tab. */
const unsettled: ReadonlySet<string> = new Set(['opening', 'failed', 'cancelling', 'cancelled', 'elsewhere']);

/** Somebody wants it no more: a person, or the form whose upload was refused. */
const takenBack: ReadonlySet<string> = new Set(['cancelling', 'cancelled']);

function isUnderWay(task: UploadTask): boolean {
  return hasBegun(task) && !isEnded(task);
}

function hasBegun(task: UploadTask): boolean {
  return !unsettled.has(task.state.kind);
}

interface Known {
  readonly id: string;
}

/**
 * Calls back when something has begun, or has taken its place in the queue, and is `still` there a moment later; what the
 * first look finds is no news.
 */
function useOnStart(begun: readonly Known[], still: readonly Known[], onStart: () => void): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  const now = useRef(still);
  useEffect(() => {
    now.current = still;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...begun.map(({ id }) => id)]);
    if (before === null) return;
    const news = new Set(begun.map(({ id }) => id).filter((id) => !before.has(id)));
    if (news.size === 0) return;
    setTimeout(() => {
      if (now.current.some(({ id }) => news.has(id))) onStart();
    }, FIRST_WORD_MS);
  }, [begun, still, onStart]);
}
