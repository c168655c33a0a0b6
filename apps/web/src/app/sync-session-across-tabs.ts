import type { Session } from '@console/bff-contract';
import type { Query, QueryClient } from '@tanstack/react-query';

/** The part of a `BroadcastChannel` in use. A message reaches the page's other tabs, never its own. */
export interface SessionChannel {
  readonly postMessage: (message: string) => void;
  onmessage: ((event: MessageEvent<unknown>) => unknown) | null;
}

const queryKey = ['session'] as const;

/**
 * Keeps the session of several tabs equal, because the tabs of a browser share one cookie. When one tab switches the
 * project, signs in again or signs out, the others refetch their session: they would otherwise show one project and work
 * in another, or send an outdated CSRF token. When another user has signed in, all other queries are reset.
 */
export function syncSessionAcrossTabs(queries: QueryClient, channel: SessionChannel): void {
  const currentSession = () => queries.getQueryData<Session | null>(queryKey);
  let sentFingerprint = fingerprint(currentSession());
  let userId = currentSession()?.user.id;
  queries.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== queryKey[0]) return;
    const session = currentSession();
    const previousUserId = userId;
    userId = session?.user.id ?? previousUserId;
    if (previousUserId !== undefined && userId !== previousUserId) {
      void queries.resetQueries({ predicate: dependsOnUser });
    }
    const current = fingerprint(session);
    if (current === null || current === sentFingerprint) return;
    sentFingerprint = current;
    channel.postMessage(current);
  });
  channel.onmessage = ({ data }) => {
    if (data !== fingerprint(currentSession())) void queries.invalidateQueries({ queryKey });
  };
}

function dependsOnUser({ queryKey: [resource] }: Query): boolean {
  return resource !== 'session' && resource !== 'config';
}

/** The parts of a session that must be equal in all tabs; `null` before the session has loaded. */
function fingerprint(session: Session | null | undefined): string | null {
  if (session === undefined) return null;
  return JSON.stringify([session?.user.id, session?.project?.id, session?.region, session?.tokenExpiresAt]);
}
