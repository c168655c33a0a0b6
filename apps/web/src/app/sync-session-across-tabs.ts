import type { Session } from '@console/bff-contract';
import type { Query, QueryClient } from '@tanstack/react-query';

/** What is used of a `BroadcastChannel`: reaches the same page in the browser's other tabs, never itself. */
export interface SessionChannel {
  readonly postMessage: (message: string) => void;
  onmessage: ((event: MessageEvent<unknown>) => unknown) | null;
}

const queryKey = ['session'] as const;

/**
 * The tabs of a browser share one session. Where one of them goes to another project or signs out, the others ask who
 * they are now: otherwise they would name one project and work on another. Where one signs in again, the others need
 * its new token. And where somebody else has signed in, nothing of what was read before is his: queries are named by their
 * project, which the two may share.
 */
export function syncSessionAcrossTabs(queries: QueryClient, tabs: SessionChannel): void {
  const here = () => markOf(queries.getQueryData<Session | null>(queryKey));
  let told = here();
  let user = userIn(queries);
  queries.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== queryKey[0]) return;
    const before = user;
    user = userIn(queries) ?? before;
    if (before !== undefined && user !== before) void queries.resetQueries({ predicate: isSomebodys });
    const now = here();
    if (now === null || now === told) return;
    told = now;
    tabs.postMessage(now);
  });
  tabs.onmessage = ({ data }) => {
    if (data !== here()) void queries.invalidateQueries({ queryKey });
  };
}

function userIn(queries: QueryClient): string | undefined {
  return queries.getQueryData<Session | null>(queryKey)?.user.id;
}

function isSomebodys({ queryKey: [what] }: Query): boolean {
  return what !== 'session' && what !== 'config';
}

/** Whose session it is, which of his, and what it works on; `null` = not known yet. */
function markOf(session: Session | null | undefined): string | null {
  if (session === undefined) return null;
  return JSON.stringify([session?.user.id, session?.project?.id, session?.region, session?.tokenExpiresAt]);
}
