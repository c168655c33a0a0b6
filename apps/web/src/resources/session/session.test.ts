import type { Problem } from '@console/bff-contract';
import { problemFixture as gone, sessionFixture as session } from '@console/bff-contract/fixtures';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type Http, RequestError } from '../../shared/http/index.ts';
import { sessionQuery, signOut } from './session.ts';

function createHttp(respond: () => unknown): Http {
  return { send: async (request) => request.parse(respond()) };
}
const refuse = (problem: Problem) => () => {
  throw new RequestError({ kind: 'problem', problem });
};

describe('sessionQuery', () => {
  it('returns null when no user is signed in', async () => {
    const queries = new QueryClient();
    expect(await queries.fetchQuery(sessionQuery(createHttp(refuse(gone))))).toBeNull();
  });

  it('keeps the cached session after the BFF answers 401', async () => {
    const queries = new QueryClient();
    await queries.fetchQuery(sessionQuery(createHttp(() => session)));
    const again = await queries.fetchQuery({ ...sessionQuery(createHttp(refuse(gone))), staleTime: 0 });
    expect(again).toEqual(session);
  });

  it('keeps the cached session when the query function runs under another key', async () => {
    const queries = new QueryClient();
    await queries.fetchQuery(sessionQuery(createHttp(() => session)));
    const { queryFn } = sessionQuery(createHttp(refuse(gone)));
    if (queryFn === undefined) throw new Error('no query function');
    expect(await queries.fetchQuery({ queryKey: ['refetch', 'session'], queryFn } as never)).toEqual(session);
  });

  it('rejects a response that is not a session', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    await expect(queries.fetchQuery(sessionQuery(createHttp(() => '<html>')))).rejects.toThrow();
  });
});

describe('signOut', () => {
  it('succeeds when the session has ended before, and fails with the cloud', async () => {
    await expect(signOut(createHttp(refuse(gone)))).resolves.toBeUndefined();
    await expect(signOut(createHttp(refuse({ ...gone, status: 502, code: 'cloudUnreachable' })))).rejects.toThrow();
  });
});
