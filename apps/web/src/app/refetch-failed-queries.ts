import { focusManager, type Query, type QueryClient } from '@tanstack/react-query';
import { isTemporary } from '../shared/http/index.ts';

/** Bounds of the delay between two attempts in ms. The delay is a quarter of the time waited so far. */
const minDelayMs = 5_000;
const maxDelayMs = 60_000;

/**
 * Refetches queries that are on the screen and have failed temporarily, until they succeed, so that a page recovers from
 * an outage by itself. The delay grows because the refetch of a list of 10,000 images is ten requests.
 *
 * TanStack Query's own `retry` and `refetchInterval` cannot do this: its reducer sets a query without data back to `pending`
 * and clears the error on every fetch (v5, `fetchState`), so the page would alternate between failure and skeleton. The
 * query function therefore runs under another key, and the failed query changes only when the outcome does.
 */
export function refetchFailedQueries(client: QueryClient): void {
  const refetching = new Set<string>();
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error' || !hasFailedTemporarily(event.query)) return;
    if (refetching.has(event.query.queryHash)) return;
    refetching.add(event.query.queryHash);
    void refetchUntilSettled(client, event.query).finally(() => refetching.delete(event.query.queryHash));
  });
}

const hasFailedTemporarily = (query: Query): boolean =>
  query.isActive() && query.state.status === 'error' && isTemporary(query.state.error);

async function refetchUntilSettled(client: QueryClient, query: Query): Promise<void> {
  let waitedMs = 0;
  while (true) {
    const delayMs = Math.min(maxDelayMs, Math.max(minDelayMs, waitedMs / 4));
    await new Promise((done) => setTimeout(done, delayMs));
    if (!hasFailedTemporarily(query)) return;
    // The delay starts again at its minimum when the user comes back to the page.
    waitedMs = focusManager.isFocused() ? waitedMs + delayMs : 0;
    const { queryFn } = query.options;
    if (typeof queryFn !== 'function' || !focusManager.isFocused() || query.state.fetchStatus !== 'idle') continue;
    try {
      const queryKey = ['refetch', ...query.queryKey];
      const data = await client.fetchQuery({ queryKey, queryFn, retry: false, gcTime: 0, staleTime: 0 });
      if (hasFailedTemporarily(query)) query.setData(data);
      return;
    } catch (error) {
      // The failure has become permanent: the query itself fetches it, so that the page shows it.
      if (!isTemporary(error)) {
        await query.fetch().catch(() => undefined);
        return;
      }
    }
  }
}
