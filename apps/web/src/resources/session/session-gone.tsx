import { createContext, useContext, useSyncExternalStore } from 'react';

/**
 * Whether the session has ended while its page stays open (problem code `sessionGone`). The transport raises it after a
 * 401, signing in lowers it.
 */
export interface SessionGone {
  readonly raise: () => void;
  readonly lower: () => void;
  readonly isUp: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

/** @param hasSession whether a user is signed in; without one, `raise` has no effect */
export function createSessionGone(hasSession: () => boolean): SessionGone {
  const listeners = new Set<() => void>();
  let up = false;
  const setUp = (next: boolean) => {
    if (up === next) return;
    up = next;
    for (const listener of listeners) listener();
  };
  return {
    raise: () => {
      if (hasSession()) setUp(true);
    },
    lower: () => setUp(false),
    isUp: () => up,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
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
