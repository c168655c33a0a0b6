import { MutationCache, QueryClient } from '@tanstack/react-query';
import { sessionKey } from '../resources/session/session.ts';
import { isTemporary, RequestError } from '../shared/http/index.ts';

/** Creates the client. A query that failed temporarily is retried once; a mutation is not, because a failed write may have been applied. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: true,
        staleTime: 5_000,
        retry: (failures, error) => failures < 1 && isTemporary(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
    mutationCache: new MutationCache({
      // Another tab has signed in again, which made this page's CSRF token stale. The refetched session has the new one.
      onError: (error) => (isStaleToken(error) ? client.invalidateQueries({ queryKey: sessionKey }) : undefined),
    }),
  });
  return client;
}

function isStaleToken(error: Error): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.code === 'csrf';
}
