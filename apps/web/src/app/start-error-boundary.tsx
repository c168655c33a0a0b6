import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../shared/ui/index.ts';

interface BoundaryProps {
  readonly draw: (error: unknown, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** React's error boundary, which has to be a class. */
class Boundary extends Component<BoundaryProps, { readonly caught: { readonly error: unknown } | null }> {
  override state: { readonly caught: { readonly error: unknown } | null } = { caught: null };

  static getDerivedStateFromError(error: unknown) {
    return { caught: { error } };
  }

  override render() {
    const { caught } = this.state;
    if (caught === null) return this.props.children;
    return this.props.draw(caught.error, () => this.setState({ caught: null }));
  }
}

/** Where the console cannot start: no answer from the BFF, or a profile that is wrong. */
export function StartErrorBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Boundary
          draw={(error, retry) => (
            <BootFailurePage
              error={error}
              onRetry={() => {
                reset();
                retry();
              }}
            />
          )}
        >
          {children}
        </Boundary>
      )}
    </QueryErrorResetBoundary>
  );
}

function BootFailurePage(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <main className="boot-failure">
      <h1>{t('boot.title')}</h1>
      <FailureAlert error={props.error} onRetry={props.onRetry} manualRetryOnly />
    </main>
  );
}
