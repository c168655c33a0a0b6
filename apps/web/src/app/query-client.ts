import { MutationCache, QueryClient } from '@tanstack/react-query';
import { RequestError } from '../shared/http/index.ts';

/** Reads are tried twice where a second try can help; what the server refused stays refused. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: true,
        staleTime: 5_000,
        retry: (failures, error) => failures < 1 && mayHelp(error),
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

function mayHelp(error: Error): boolean {
  if (!(error instanceof RequestError)) return false;
  const { failure } = error;
  switch (failure.kind) {
    case 'network':
      return true;
    case 'nonsense':
      return false;
    case 'cloud':
      return failure.status >= 500;
    case 'problem':
      return failure.problem.status >= 500;
  }
}

function isStaleToken(error: Error): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.code === 'csrf';
}
