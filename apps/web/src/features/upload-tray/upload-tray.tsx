import { CloudUploadOutlined } from '@ant-design/icons';
import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImporting } from '../../resources/imports/import-manager.ts';
import { useImports } from '../../resources/imports/imports-context.tsx';
import { FIRST_WORD_MS, isEnded, isPassive, type UploadTask, useUploads } from '../../resources/upload/index.ts';
import { LazyBoundary } from '../../shared/ui/index.ts';
import { Announcer } from './announcer.tsx';
import { useNotifications } from './use-notifications.ts';
import { useWakeLock } from './use-wake-lock.ts';

// The panel is loaded when it opens, because the button is on every page and the rows are much larger.
const TrayPanel = lazy(async () => ({ default: (await import('./tray-panel.tsx')).TrayPanel }));

type OpenState = 'closed' | 'openedByUser' | 'openedByStart';

/** The app bar's button for uploads and imports, with the panel. The panel opens by itself when one starts. */
export function UploadTray() {
  const { t } = useTranslation('upload');
  const { tasks } = useUploads();
  const imports = useImports();
  // Uploads that exist when the page is loaded were restored and may need the user.
  const [openState, setOpenState] = useState<OpenState>(() => (tasks.some(isActive) ? 'openedByStart' : 'closed'));
  const button = useRef<HTMLButtonElement>(null);
  useOnStart(
    [...tasks.filter(hasStarted), ...imports],
    [...tasks.filter(({ state }) => !cancelledStates.has(state.kind)), ...imports],
    () => setOpenState((current) => (current === 'closed' ? 'openedByStart' : current)),
  );
  const closeAndFocusButton = useCallback(() => {
    setOpenState('closed');
    button.current?.focus();
  }, []);
  const close = useCallback(() => setOpenState('closed'), []);
  const running = tasks.filter((task) => !isEnded(task) && !isPassive(task));
  const notifications = useNotifications();
  useWakeLock(running.some(({ state }) => state.kind !== 'queued' && state.kind !== 'paused'));
  const count = running.length + imports.filter(isImporting).length;
  const name = count === 0 ? t('tray.idle') : t('tray.open', { count });
  return (
    <>
      <button
        ref={button}
        type="button"
        className="bar-button"
        aria-label={name}
        title={name}
        aria-expanded={openState !== 'closed'}
        onClick={() => (openState === 'openedByUser' ? closeAndFocusButton() : setOpenState('openedByUser'))}
      >
        {count === 0 ? (
          <CloudUploadOutlined aria-hidden="true" />
        ) : (
          <ProgressRing percent={totalPercentSent(running)} />
        )}
        {count > 0 && <span className="figures">{count}</span>}
      </button>
      <Announcer uploads={tasks} imports={imports} onEnd={notifications.post} />
      {openState !== 'closed' && (
        <LazyBoundary onDismiss={close}>
          <TrayPanel
            position={openState === 'openedByUser' ? 'drawer' : 'corner'}
            uploads={tasks}
            imports={imports}
            notifications={notifications}
            onClose={closeAndFocusButton}
            onNavigate={close}
          />
        </LazyBoundary>
      )}
    </>
  );
}

/** States in which it is still open whether the upload starts, and uploads that run in another tab. */
const notStartedStates: ReadonlySet<string> = new Set(['opening', 'failed', 'cancelling', 'cancelled', 'elsewhere']);

/** States after the user has cancelled the upload, or the form whose upload was rejected early. */
const cancelledStates: ReadonlySet<string> = new Set(['cancelling', 'cancelled']);

function hasStarted(task: UploadTask): boolean {
  return !notStartedStates.has(task.state.kind);
}

function isActive(task: UploadTask): boolean {
  return hasStarted(task) && !isEnded(task);
}

interface Identified {
  readonly id: string;
}

/**
 * Calls `onStart` when an upload or import has started and is still there after the time in which an early rejection
 * arrives. Those that exist at the first render do not count.
 */
function useOnStart(started: readonly Identified[], present: readonly Identified[], onStart: () => void): void {
  const knownIds = useRef<ReadonlySet<string> | null>(null);
  const latestPresent = useRef(present);
  useEffect(() => {
    latestPresent.current = present;
    const previousIds = knownIds.current;
    knownIds.current = new Set([...(previousIds ?? []), ...started.map(({ id }) => id)]);
    if (previousIds === null) return;
    const newIds = new Set(started.map(({ id }) => id).filter((id) => !previousIds.has(id)));
    if (newIds.size === 0) return;
    setTimeout(() => {
      if (latestPresent.current.some(({ id }) => newIds.has(id))) onStart();
    }, FIRST_WORD_MS);
  }, [started, present, onStart]);
}

/** Returns the share of all bytes that have been sent, in percent. */
function totalPercentSent(tasks: readonly UploadTask[]): number {
  const sent = tasks.reduce((sum, task) => sum + task.sent, 0);
  const total = tasks.reduce((sum, task) => sum + task.total, 0);
  return (sent / Math.max(1, total)) * 100;
}

const RADIUS = 7;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** A ring that fills clockwise. It is hidden from screen readers, because the button's name has the meaning. */
function ProgressRing({ percent }: { readonly percent: number }) {
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
      <circle cx="9" cy="9" r={RADIUS} fill="none" stroke="var(--console-border)" strokeWidth="3" />
      <circle
        cx="9"
        cy="9"
        r={RADIUS}
        fill="none"
        stroke="var(--console-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={CIRCUMFERENCE}
        strokeDashoffset={CIRCUMFERENCE * (1 - percent / 100)}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}
