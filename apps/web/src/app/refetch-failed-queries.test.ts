import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RequestError } from '../shared/http/index.ts';
import { createQueryClient } from './query-client.ts';
import { refetchFailedQueries } from './refetch-failed-queries.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const down = new RequestError({ kind: 'network' });
const refused = new RequestError({ kind: 'cloud', status: 403, body: '', contentType: '', requestId: null });

/** A page that shows what `ask` brings, and all that it has shown. */
function watching(ask: () => Promise<string>) {
  const client = createQueryClient();
  refetchFailedQueries(client);
  const observer = new QueryObserver(client, { queryKey: ['images'], queryFn: ask, retry: false });
  const seen: string[] = [];
  const leave = observer.subscribe(({ data, error }) => {
    const now = error === null ? (data ?? 'waiting') : 'failed';
    if (seen.at(-1) !== now) seen.push(now);
  });
  return { seen, leave };
}

it('what a cloud that was down could not give comes by itself once it is back, and the failure stands still until then', async () => {
  let isDown = true;
  const { seen } = watching(() => (isDown ? Promise.reject(down) : Promise.resolve('images')));
  await vi.advanceTimersByTimeAsync(17_000);
  isDown = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(seen).toEqual(['waiting', 'failed', 'images']);
});

it('what stays away is asked for ever more seldom, and still comes by itself', async () => {
  let isDown = true;
  const ask = vi.fn(() => (isDown ? Promise.reject(down) : Promise.resolve('images')));
  const { seen } = watching(ask);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask.mock.calls.length).toBeGreaterThan(8);
  await vi.advanceTimersByTimeAsync(3_540_000);
  expect(ask.mock.calls.length).toBeLessThan(90);
  isDown = false;
  await vi.advanceTimersByTimeAsync(61_000);
  expect(seen.at(-1)).toBe('images');
});

it('a refusal is not asked again', async () => {
  const ask = vi.fn(() => Promise.reject(refused));
  watching(ask);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('nobody looking ends it', async () => {
  const ask = vi.fn(() => Promise.reject(down));
  const { leave } = watching(ask);
  await vi.advanceTimersByTimeAsync(1_000);
  leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('a failure that turns into another one is said as it is now', async () => {
  let failure = down;
  const ask = vi.fn(() => Promise.reject(failure));
  const { seen } = watching(ask);
  await vi.advanceTimersByTimeAsync(1_000);
  failure = refused;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen.at(-1)).toBe('failed');
  // The first, the look beside it, and the query itself.
  expect(ask).toHaveBeenCalledTimes(3);
});
