import type { ReactNode } from 'react';

/** What is asked before something happens. */
export interface Question {
  readonly title: ReactNode;
  readonly body?: ReactNode;
  /** What the button does, as its name: `Delete 3 images`. */
  readonly action: string;
  readonly danger?: boolean;
  /** Runs while the dialog waits; where it throws, the dialog stays open. */
  readonly onConfirm: () => void | Promise<void>;
  readonly onCancel?: () => void;
}
