import { QueryErrorResetBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../shared/ui/index.ts';

/** Shows why the console cannot start, for example because the BFF does not answer or the profile is invalid. */
export function StartErrorBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary
          onReset={reset}
          fallbackRender={({ error, resetErrorBoundary }) => (
            <StartFailurePage error={error} onRetry={resetErrorBoundary} />
          )}
        >
          {children}
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}

function StartFailurePage(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <main className="start-failure">
      <h1>{t('boot.title')}</h1>
      <FailureAlert error={props.error} onRetry={props.onRetry} manualRetryOnly />
    </main>
  );
}
