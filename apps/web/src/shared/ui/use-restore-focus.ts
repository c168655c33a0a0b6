import { useEffect, useState } from 'react';

/** Returns the focus, on unmount, to the element that had it at the first render: for dialogs that unmount instead of closing. */
export function useRestoreFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Ant Design's focus trap ends later in the same commit and would take the focus back.
      if (opener instanceof HTMLElement) queueMicrotask(() => opener.isConnected && opener.focus());
    },
    [opener],
  );
}
