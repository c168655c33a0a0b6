import { parseSession, paths, type ScopeRequest, type Session, type SignInRequest } from '@console/bff-contract';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type Http, ignoreBody, RequestError, useHttp } from '../../shared/http/index.ts';

const queryKey = ['session'] as const;

/**
 * Who is signed in; `null` = nobody. A session that ends in mid-work stays in the cache as it was:
 * the page and its forms stand on it until the user has signed in again (see `HttpDeps.onSessionGone`).
 */
export function sessionQuery(http: Http) {
  return queryOptions({
    queryKey,
    staleTime: 60_000,
    queryFn: async ({ signal, client }): Promise<Session | null> => {
      try {
        return await http.send({ path: paths.session, parse: parseSession, signal });
      } catch (error) {
        // By its own key: what asks beside a failed query does so under another one, and must not find nobody there.
        if (isSessionGone(error)) return client.getQueryData<Session>(queryKey) ?? null;
        throw error;
      }
    },
  });
}

/** The session where a page cannot stand without one; the router sees to it that there is one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery(useHttp()));
  if (data === null) throw new Error('useSession without a session');
  return data;
}

/** The session or `null`, for what is drawn before signing in. */
export function useMaybeSession(): Session | null | undefined {
  return useQuery(sessionQuery(useHttp())).data;
}

/** @throws RequestError `wrongCredentials`, `tooManyRequests`, `cloudUnreachable`, … */
export function signIn(http: Http, request: SignInRequest): Promise<Session> {
  return http.send({ method: 'POST', path: paths.session, body: request, parse: parseSession });
}

/** Ends the session and revokes its token; one that has ended already is as good. @throws RequestError */
export async function signOut(http: Http): Promise<void> {
  try {
    await http.send({ method: 'DELETE', path: paths.session, parse: ignoreBody });
  } catch (error) {
    if (!isSessionGone(error)) throw error;
  }
}

/** Goes to another project or region. @throws RequestError `projectNotJoined`, … */
export function switchScope(http: Http, scope: ScopeRequest): Promise<Session> {
  return http.send({ method: 'PUT', path: paths.scope, body: scope, parse: parseSession });
}

function isSessionGone(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.status === 401;
}
