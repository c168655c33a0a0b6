import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { type SessionChannel, syncSessionAcrossTabs } from './sync-session-across-tabs.ts';

/** Two tabs of one browser, which share one session at the BFF. */
function openTwoTabs() {
  const server = { session: sessionIn('dev') };
  const channels: SessionChannel[] = [];
  const open = () => {
    const queries = new QueryClient();
    const fetchSession = vi.fn(async () => server.session);
    const channel: SessionChannel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of channels) if (other !== channel) other.onmessage?.(new MessageEvent('message', { data }));
      },
    };
    channels.push(channel);
    syncSessionAcrossTabs(queries, channel);
    const observer = new QueryObserver(queries, { queryKey: ['session'], queryFn: fetchSession, staleTime: 60_000 });
    observer.subscribe(() => {});
    return { queries, fetchSession, project: () => observer.getCurrentResult().data?.project.id };
  };
  return { server, one: open(), other: open() };
}

function sessionIn(project: string, tokenExpiresAt = '2030-01-01T00:00:00Z', user = 'alice') {
  return { user: { id: user }, project: { id: project }, region: 'RegionOne', tokenExpiresAt };
}

describe('syncSessionAcrossTabs', () => {
  it('refetches the session once when another tab switches the project', async () => {
    const { server, one, other } = openTwoTabs();
    await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
    const fetchCount = one.fetchSession.mock.calls.length;
    server.session = sessionIn('ops');
    one.queries.setQueryData(['session'], server.session);
    await vi.waitFor(() => expect(other.project()).toBe('ops'));
    expect(one.fetchSession).toHaveBeenCalledTimes(fetchCount);
  });

  it('refetches the session when another tab signs in again and gets another token', async () => {
    const { server, one, other } = openTwoTabs();
    await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
    const fetchCount = other.fetchSession.mock.calls.length;
    server.session = sessionIn('dev', '2030-01-01T08:00:00Z');
    one.queries.setQueryData(['session'], server.session);
    await vi.waitFor(() => expect(other.queries.getQueryData(['session'])).toEqual(server.session));
    expect(other.fetchSession).toHaveBeenCalledTimes(fetchCount + 1);
  });

  it('refetches the session when another tab signs out', async () => {
    const { one, other } = openTwoTabs();
    await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
    const fetchCount = other.fetchSession.mock.calls.length;
    one.queries.setQueryData(['session'], null);
    await vi.waitFor(() => expect(other.fetchSession).toHaveBeenCalledTimes(fetchCount + 1));
  });

  it('resets all other queries when another user signs in in another tab', async () => {
    const { server, one, other } = openTwoTabs();
    await vi.waitFor(() => expect([one.project(), other.project()]).toEqual(['dev', 'dev']));
    other.queries.setQueryData(['images', 'dev'], 'images of alice');
    other.queries.setQueryData(['config'], 'configuration');
    one.queries.setQueryData(['session'], { ...server.session, tokenExpiresAt: '2030-01-01T08:00:00Z' });
    server.session = sessionIn('dev', '2030-01-01T09:00:00Z', 'bob');
    one.queries.setQueryData(['session'], server.session);
    await vi.waitFor(() => expect(other.queries.getQueryData(['session'])).toEqual(server.session));
    expect(other.queries.getQueryData(['images', 'dev'])).toBeUndefined();
    expect(other.queries.getQueryData(['config'])).toBe('configuration');
  });
});
