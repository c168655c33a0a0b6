import { CloudUploadOutlined } from '@ant-design/icons';
import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isImporting } from '../../resources/imports/import-manager.ts';
import { useImports } from '../../resources/imports/imports-context.tsx';
import { isEnded, isPassive, type Upload } from '../../resources/upload-manager/upload-transitions.ts';
import { useUploads } from '../../resources/upload-manager/uploads-context.tsx';
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
  const uploads = useUploads();
  const imports = useImports();
  // Uploads that exist when the page is loaded were restored and may need the user.
  const [openState, setOpenState] = useState<OpenState>(() => (uploads.some(isActive) ? 'openedByStart' : 'closed'));
  const button = useRef<HTMLButtonElement>(null);
  useOnStart([...uploads.filter(hasStartedHere), ...imports], () =>
    setOpenState((current) => (current === 'closed' ? 'openedByStart' : current)),
  );
  const closeAndFocusButton = useCallback(() => {
    setOpenState('closed');
    button.current?.focus();
  }, []);
  const close = useCallback(() => setOpenState('closed'), []);
  const running = uploads.filter((upload) => !isEnded(upload) && !isPassive(upload));
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
      <Announcer uploads={uploads} imports={imports} onEnd={notifications.post} />
      {openState !== 'closed' && (
        <LazyBoundary onDismiss={close}>
          <TrayPanel
            position={openState === 'openedByUser' ? 'drawer' : 'corner'}
            uploads={uploads}
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

/** Whether the upload can no longer be rejected early, and does not run in another tab. */
function hasStartedHere({ hasStarted, state }: Upload): boolean {
  return hasStarted && state.kind !== 'elsewhere';
}

function isActive(upload: Upload): boolean {
  return hasStartedHere(upload) && !isEnded(upload);
}

interface Identified {
  readonly id: string;
}

/** Calls `onStart` when an upload or import has started. Those that exist at the first render do not count. */
function useOnStart(started: readonly Identified[], onStart: () => void): void {
  const knownIds = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const previousIds = knownIds.current;
    const ids = started.map(({ id }) => id);
    knownIds.current = new Set([...(previousIds ?? []), ...ids]);
    if (previousIds !== null && ids.some((id) => !previousIds.has(id))) onStart();
  }, [started, onStart]);
}

/** Returns the share of all bytes that have been sent, in percent. */
function totalPercentSent(uploads: readonly Upload[]): number {
  const sent = uploads.reduce((sum, upload) => sum + upload.sent, 0);
  const total = uploads.reduce((sum, { record }) => sum + record.file.size, 0);
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
