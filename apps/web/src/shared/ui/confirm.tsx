import { createContext, lazy, type ReactNode, useContext, useState } from 'react';
import { LazyBoundary } from './lazy-boundary.tsx';

/** A question that the user answers before something happens. */
export interface ConfirmOptions {
  readonly title: ReactNode;
  readonly body?: ReactNode;
  /** Label of the confirming button, which names what it does: `Delete 3 images`. */
  readonly action: string;
  readonly danger?: boolean;
  /** Runs while the dialog shows that it is busy. If it throws, the dialog stays open for another attempt. */
  readonly onConfirm: () => void | Promise<void>;
  readonly onCancel?: () => void;
}

type Confirm = (options: ConfirmOptions) => void;

const ConfirmContext = createContext<Confirm | null>(null);

/** Opens a confirmation dialog; the focus starts on its Cancel button. */
export function useConfirm(): Confirm {
  const confirm = useContext(ConfirmContext);
  if (confirm === null) throw new Error('useConfirm needs a ConfirmProvider');
  return confirm;
}

// Ant Design's Modal is too heavy for the first page, so it is loaded with the first question.
const ConfirmDialog = lazy(() => import('./confirm-dialog.tsx'));

/** Draws confirmation dialogs over the page. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [options, setOptions] = useState<ConfirmOptions | null>(null);
  return (
    <ConfirmContext value={setOptions}>
      {children}
      {options !== null && (
        <LazyBoundary
          onDismiss={() => {
            setOptions(null);
            options.onCancel?.();
          }}
        >
          <ConfirmDialog options={options} onClose={() => setOptions(null)} />
        </LazyBoundary>
      )}
    </ConfirmContext>
  );
}
