import { CloseCircleFilled, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';

/**
 * Whether an error means that a file of the page's code could not be loaded: a release has replaced it, or the connection
 * is lost. Chromium, Firefox, Safari and Vite's preload helper word it differently.
 */
export function isChunkLoadError(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|unable to preload/i.test(error.message)
  );
}

/**
 * Surrounds a part of the page whose code is loaded on demand, such as a dialog or the upload tray. If loading or drawing it
 * fails, a notice with a reload button takes its place, and the page around it with its half-filled form stays.
 */
export function LazyBoundary(props: {
  /** Shown while the code loads; nothing by default. */
  readonly fallback?: ReactNode;
  /** Called when the user closes the notice, so that the page forgets that the part was open. */
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ErrorBoundary fallbackRender={({ error }) => <LoadFailureNotice error={error} onDismiss={props.onDismiss} />}>
      <Suspense fallback={props.fallback}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}

function LoadFailureNotice(props: { readonly error: unknown; readonly onDismiss: (() => void) | undefined }) {
  const { t } = useTranslation('common');
  const [isDismissed, setDismissed] = useState(false);
  const dismiss = () => {
    setDismissed(true);
    props.onDismiss?.();
  };
  if (isDismissed) return null;
  return (
    <div className="toasts">
      <div className="toast toast-error" role="alert">
        <CloseCircleFilled aria-hidden="true" />
        <span>{isChunkLoadError(props.error) ? t('part.notLoaded') : t('part.broken')}</span>
        <Button size="small" onClick={() => window.location.reload()}>
          {t('part.reload')}
        </Button>
        <button type="button" className="toast-close" aria-label={t('close')} onClick={dismiss}>
          <CloseOutlined aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}
