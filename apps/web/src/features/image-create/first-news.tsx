import { useEffect, useRef, useState } from 'react';
import { FIRST_WORD_MS, type UploadFailure, useUploads } from '../../resources/upload/index.ts';

/** What became of an image whose upload failed; `left`: it is still there. */
export type CleanUp = 'removed' | 'left';

/** What came of opening an upload. A failed one has been cleaned up after by the time it is told. */
export type OpeningOutcome =
  | { readonly kind: 'begun' }
  | { readonly kind: 'failed'; readonly failure: UploadFailure; readonly cleanUp: CleanUp };

/** The cloud has looked into the data. A small file may have come whole by then: who tells it must not depend on that. */
function isOfData(failure: UploadFailure): boolean {
  return failure.kind === 'problem' && failure.problem.code === 'uploadMismatch';
}

/**
 * Watches one upload until it has begun; what is refused after that is told in the tray. One that fails before that is
 * cancelled, which removes its empty image by the same way as a person's cancel does. Draws nothing.
 */
export function FirstNews(props: { readonly imageId: string; readonly onOutcome: (outcome: OpeningOutcome) => void }) {
  const { imageId, onOutcome } = props;
  const { tasks, actions } = useUploads();
  const failure = useRef<UploadFailure | null>(null);
  const task = tasks.find(({ id }) => id === imageId);
  const state = task?.state;
  const isOpen = state?.kind === 'sending' || state?.kind === 'finishing';
  const [hasWaited, setHasWaited] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => setHasWaited(true), FIRST_WORD_MS);
    return () => clearTimeout(timer);
  }, [isOpen]);
  const isUnsure = isOpen && task?.taken === 0 && !hasWaited;
  useEffect(() => {
    if (state === undefined || isUnsure || state.kind === 'opening' || state.kind === 'cancelling') return;
    const settle = (outcome: OpeningOutcome) => {
      if (outcome.kind === 'failed') actions.dismiss(imageId);
      onOutcome(outcome);
    };
    if (state.kind === 'cancelled' && failure.current !== null) {
      settle({ kind: 'failed', failure: failure.current, cleanUp: 'removed' });
    } else if (state.kind === 'failed' && failure.current !== null) {
      settle({ kind: 'failed', failure: failure.current, cleanUp: 'left' });
    } else if (state.kind === 'failed' && !isOfData(state.failure)) {
      failure.current = state.failure;
      actions.cancel(imageId);
    } else {
      settle({ kind: 'begun' });
    }
  }, [state, isUnsure, actions, imageId, onOutcome]);
  return null;
}
