import { useEffect, useState } from 'react';

/** Gives the focus back to what had it before this was drawn, once it is drawn no more: for dialogs that go with their task. */
export function useRestoreFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // The dialog's own hold on the focus ends in the same breath, but later.
      if (opener instanceof HTMLElement) queueMicrotask(() => opener.isConnected && opener.focus());
    },
    [opener],
  );
}
