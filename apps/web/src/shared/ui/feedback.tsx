import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import type { Question } from './question.ts';
import { type ToastItem, Toasts } from './toasts.tsx';

export interface Toast {
  /** Something is done; goes away by itself, read out when there is time. */
  readonly done: (text: string) => void;
  /** Something failed and there is no better place to say so; stays until it is put away. */
  readonly failed: (text: string) => void;
}

interface Feedback {
  readonly toast: Toast;
  readonly ask: (question: Question) => void;
}

const FeedbackContext = createContext<Feedback | null>(null);

function useFeedback(): Feedback {
  const feedback = useContext(FeedbackContext);
  if (feedback === null) throw new Error('useToast and useConfirm need a FeedbackProvider');
  return feedback;
}

/** Short words at the top of the window. */
export const useToast = (): Toast => useFeedback().toast;

/** Asks before something happens; the focus starts on cancel. */
export const useConfirm = (): ((question: Question) => void) => useFeedback().ask;

// A dialog's code weighs more than the first page can carry, and nobody needs it before asking.
const ConfirmDialog = lazy(() => import('./confirm-dialog.tsx'));

/** Draws toasts and questions over whatever is inside. */
export function FeedbackProvider({ children }: { readonly children: ReactNode }) {
  const [items, setItems] = useState<readonly ToastItem[]>([]);
  const [question, setQuestion] = useState<Question | null>(null);
  const feedback = useMemo<Feedback>(() => {
    const add = (kind: ToastItem['kind']) => (text: string) =>
      setItems((now) => [...now, { id: crypto.randomUUID(), kind, text }]);
    return { toast: { done: add('done'), failed: add('failed') }, ask: setQuestion };
  }, []);
  return (
    <FeedbackContext value={feedback}>
      {children}
      <Toasts items={items} onGone={(id) => setItems((now) => now.filter((item) => item.id !== id))} />
      {question !== null && (
        <Suspense>
          <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
        </Suspense>
      )}
    </FeedbackContext>
  );
}
