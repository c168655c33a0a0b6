import { focusManager, type Query, type QueryClient } from '@tanstack/react-query';
import { isTemporary } from '../shared/http/index.ts';

/** Between two looks at what could not be had, ms: a quarter of the time that has been waited already, within these. */
const leastPauseMs = 5_000;
const mostPauseMs = 60_000;

/**
 * Asks again for what is on the screen and failed in a way that may pass, until it is there: a cloud that comes back needs nobody
 * to press anything. What stays away is asked for ever more seldom: one look at a long list is many requests. It asks beside
 * the failed query, so that what the page says of the failure stands still meanwhile.
 */
export function refetchFailedQueries(client: QueryClient): void {
  const watched = new Set<string>();
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error' || !isToRecover(event.query)) return;
    if (watched.has(event.query.queryHash)) return;
    watched.add(event.query.queryHash);
    void follow(client, event.query).finally(() => watched.delete(event.query.queryHash));
  });
}

const isToRecover = (query: Query): boolean =>
  query.isActive() && query.state.status === 'error' && isTemporary(query.state.error);

async function follow(client: QueryClient, query: Query): Promise<void> {
  let waitedMs = 0;
  while (true) {
    const pauseMs = Math.min(mostPauseMs, Math.max(leastPauseMs, waitedMs / 4));
    await new Promise((done) => setTimeout(done, pauseMs));
    if (!isToRecover(query)) return;
    // Who comes back to the page is not kept waiting.
    waitedMs = focusManager.isFocused() ? waitedMs + pauseMs : 0;
    const { queryFn } = query.options;
    if (typeof queryFn !== 'function' || !focusManager.isFocused() || query.state.fetchStatus !== 'idle') continue;
    try {
      const queryKey = ['again', ...query.queryKey];
      const data = await client.fetchQuery({ queryKey, queryFn, retry: false, gcTime: 0, staleTime: 0 });
      if (isToRecover(query)) query.setData(data);
      return;
    } catch (error) {
      // It fails in another way now: that is news, and the query itself shall say it.
      if (!isTemporary(error)) {
        await query.fetch().catch(() => undefined);
        return;
      }
    }
  }
}
