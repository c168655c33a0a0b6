import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../shared/http/index.ts';
import { createQueryClient } from './query-client.ts';
import { refetchFailedQueries } from './refetch-failed-queries.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const down = new RequestError({ kind: 'network' });
const refused = new RequestError({ kind: 'cloud', status: 403, body: '', contentType: '', requestId: null });

/** Observes a query as a page does; `shown` is what the page has shown. */
function observe(queryFn: () => Promise<string>) {
  const client = createQueryClient();
  refetchFailedQueries(client);
  const observer = new QueryObserver(client, { queryKey: ['images'], queryFn, retry: false });
  const shown: string[] = [];
  const unsubscribe = observer.subscribe(({ data, error }) => {
    const state = error === null ? (data ?? 'pending') : 'failed';
    if (shown.at(-1) !== state) shown.push(state);
  });
  return { shown, unsubscribe };
}

describe('refetchFailedQueries', () => {
  it('fetches the data once the outage is over and shows the failure until then', async () => {
    let isDown = true;
    const { shown } = observe(() => (isDown ? Promise.reject(down) : Promise.resolve('images')));
    await vi.advanceTimersByTimeAsync(17_000);
    isDown = false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(shown).toEqual(['pending', 'failed', 'images']);
  });

  it('waits longer between attempts the longer the outage lasts', async () => {
    let isDown = true;
    const queryFn = vi.fn(() => (isDown ? Promise.reject(down) : Promise.resolve('images')));
    const { shown } = observe(queryFn);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(queryFn.mock.calls.length).toBeGreaterThan(8);
    await vi.advanceTimersByTimeAsync(3_540_000);
    expect(queryFn.mock.calls.length).toBeLessThan(90);
    isDown = false;
    await vi.advanceTimersByTimeAsync(61_000);
    expect(shown.at(-1)).toBe('images');
  });

  it('does not refetch a query that was refused', async () => {
    const queryFn = vi.fn(() => Promise.reject(refused));
    observe(queryFn);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(queryFn).toHaveBeenCalledTimes(1);
  });

  it('stops when no component uses the query any more', async () => {
    const queryFn = vi.fn(() => Promise.reject(down));
    const { unsubscribe } = observe(queryFn);
    await vi.advanceTimersByTimeAsync(1_000);
    unsubscribe();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(queryFn).toHaveBeenCalledTimes(1);
  });

  it('shows a permanent failure that follows a temporary one', async () => {
    let failure = down;
    const queryFn = vi.fn(() => Promise.reject(failure));
    const { shown } = observe(queryFn);
    await vi.advanceTimersByTimeAsync(1_000);
    failure = refused;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.at(-1)).toBe('failed');
    // The first fetch, the refetch under another key, and the query's own fetch.
    expect(queryFn).toHaveBeenCalledTimes(3);
  });
});
