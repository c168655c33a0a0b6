import type { Problem } from '@console/bff-contract';
import { problemFixture as gone, sessionFixture as session } from '@console/bff-contract/fixtures';
import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { type Http, RequestError } from '../../shared/http/index.ts';
import { sessionQuery, signOut } from './session.ts';

/** Answers with the session, or with what is thrown. */
function httpThat(answer: () => unknown): Http {
  return { send: async (request) => request.parse(answer()) };
}
const refuse = (problem: Problem) => () => {
  throw new RequestError({ kind: 'problem', problem });
};

it('is null when nobody has signed in', async () => {
  const queries = new QueryClient();
  expect(await queries.fetchQuery(sessionQuery(httpThat(refuse(gone))))).toBeNull();
});

it('keeps the session that ended in mid-work: the page stands on it', async () => {
  const queries = new QueryClient();
  await queries.fetchQuery(sessionQuery(httpThat(() => session)));
  const again = await queries.fetchQuery({ ...sessionQuery(httpThat(refuse(gone))), staleTime: 0 });
  expect(again).toEqual(session);
});

it('keeps it also where it is asked for beside the query, as it is after the console was down', async () => {
  const queries = new QueryClient();
  await queries.fetchQuery(sessionQuery(httpThat(() => session)));
  const { queryFn } = sessionQuery(httpThat(refuse(gone)));
  if (queryFn === undefined) throw new Error('no query function');
  expect(await queries.fetchQuery({ queryKey: ['again', 'session'], queryFn } as never)).toEqual(session);
});

it('does not take any answer for a session', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await expect(queries.fetchQuery(sessionQuery(httpThat(() => '<html>')))).rejects.toThrow();
});

it('is signed out also where the session had ended before', async () => {
  await expect(signOut(httpThat(refuse(gone)))).resolves.toBeUndefined();
  await expect(signOut(httpThat(refuse({ ...gone, status: 502, code: 'cloudUnreachable' })))).rejects.toThrow();
});
