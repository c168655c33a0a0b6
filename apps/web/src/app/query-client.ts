import { MutationCache, QueryClient } from '@tanstack/react-query';
import { isTemporary, RequestError } from '../shared/http/index.ts';

/** Reads are tried twice where a second try can help; what the server refused stays refused. */
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
      // Another tab has signed in again: the new token comes with the session, and the next try passes.
      onError: (error) => (isStaleToken(error) ? client.invalidateQueries({ queryKey: ['session'] }) : undefined),
    }),
  });
  return client;
}

function isStaleToken(error: Error): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.code === 'csrf';
}
