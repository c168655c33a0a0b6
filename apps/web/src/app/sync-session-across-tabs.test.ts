import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { type SessionChannel, syncSessionAcrossTabs } from './sync-session-across-tabs.ts';

/** Two tabs of one browser over one session at the server. */
function browser() {
  const server = { session: sessionIn('dev') };
  const pages: SessionChannel[] = [];
  const open = () => {
    const queries = new QueryClient();
    const ask = vi.fn(async () => server.session);
    const page: SessionChannel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of pages) if (other !== page) other.onmessage?.(new MessageEvent('message', { data }));
      },
    };
    pages.push(page);
    syncSessionAcrossTabs(queries, page);
    const observer = new QueryObserver(queries, { queryKey: ['session'], queryFn: ask, staleTime: 60_000 });
    observer.subscribe(() => {});
    return { queries, ask, project: () => observer.getCurrentResult().data?.project.id };
  };
  return { server, one: open(), other: open() };
}

function sessionIn(project: string, tokenExpiresAt = '2030-01-01T00:00:00Z', user = 'alice') {
  return { user: { id: user }, project: { id: project }, region: 'RegionOne', tokenExpiresAt };
}

it('goes along when another tab goes to another project, and does not send the news back and forth', async () => {
  const { server, one, other } = browser();
  await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
  const asked = one.ask.mock.calls.length;
  server.session = sessionIn('ops');
  one.queries.setQueryData(['session'], server.session);
  await vi.waitFor(() => expect(other.project()).toBe('ops'));
  expect(one.ask).toHaveBeenCalledTimes(asked);
});

it('asks again when another tab signs in again: the session has another token', async () => {
  const { server, one, other } = browser();
  await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
  const asked = other.ask.mock.calls.length;
  server.session = sessionIn('dev', '2030-01-01T08:00:00Z');
  one.queries.setQueryData(['session'], server.session);
  await vi.waitFor(() => expect(other.queries.getQueryData(['session'])).toEqual(server.session));
  expect(other.ask).toHaveBeenCalledTimes(asked + 1);
});

it('asks again when another tab signs out', async () => {
  const { one, other } = browser();
  await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
  const asked = other.ask.mock.calls.length;
  one.queries.setQueryData(['session'], null);
  await vi.waitFor(() => expect(other.ask).toHaveBeenCalledTimes(asked + 1));
});

it('shows nothing that was read for one user to another who has signed in in another tab, in the same project', async () => {
  const { server, one, other } = browser();
  await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
  other.queries.setQueryData(['images', 'dev'], 'alice’s');
  other.queries.setQueryData(['config'], 'of all');
  one.queries.setQueryData(['session'], { ...server.session, tokenExpiresAt: '2030-01-01T08:00:00Z' });
  server.session = sessionIn('dev', '2030-01-01T09:00:00Z', 'bob');
  one.queries.setQueryData(['session'], server.session);
  await vi.waitFor(() => expect(other.queries.getQueryData(['session'])).toEqual(server.session));
  expect(other.queries.getQueryData(['images', 'dev'])).toBeUndefined();
  expect(other.queries.getQueryData(['config'])).toBe('of all');
});
