import { createContext, useContext, useSyncExternalStore } from 'react';

/** Whether the session has ended under a page that stands on it. Raised by the transport, lowered by signing in. */
export interface SessionGone {
  readonly raise: () => void;
  readonly lower: () => void;
  readonly isUp: () => boolean;
  readonly subscribe: (changed: () => void) => () => void;
}

/** @param stands whether there is a session that can end; without one nobody is asked to sign in again */
export function createSessionGone(stands: () => boolean): SessionGone {
  const listeners = new Set<() => void>();
  let up = false;
  const set = (next: boolean) => {
    if (up === next) return;
    up = next;
    for (const changed of listeners) changed();
  };
  return {
    raise: () => {
      if (stands()) set(true);
    },
    lower: () => set(false),
    isUp: () => up,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

const SessionGoneContext = createContext<SessionGone | null>(null);
export const SessionGoneProvider = SessionGoneContext;

export function useSessionGone(): SessionGone {
  const gone = useContext(SessionGoneContext);
  if (gone === null) throw new Error('useSessionGone outside its provider');
  return gone;
}

export function useIsSessionGone(): boolean {
  const gone = useSessionGone();
  return useSyncExternalStore(gone.subscribe, gone.isUp);
}
