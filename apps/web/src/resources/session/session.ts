import { parseSession, paths, type ScopeRequest, type Session, type SignInRequest } from '@console/bff-contract';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type Http, ignoreBody, RequestError, useHttp } from '../../shared/http/index.ts';

export const sessionKey = ['session'] as const;

/**
 * Query of the session; `null` where no user is signed in. A session that ends while its page is open stays cached, so that
 * the page and its forms stay until the user has signed in again (see `HttpDeps.onSessionGone`).
 */
export function sessionQuery(http: Http) {
  return queryOptions({
    queryKey: sessionKey,
    staleTime: 60_000,
    queryFn: async ({ signal, client }): Promise<Session | null> => {
      try {
        return await http.send({ path: paths.session, parse: parseSession, signal });
      } catch (error) {
        // `refetchFailedQueries` runs this function under another key, so the cached session is read by its own key.
        if (isSessionGone(error)) return client.getQueryData<Session>(sessionKey) ?? null;
        throw error;
      }
    },
  });
}

/** Returns the session of a page that needs one; the router shows such a page only to a signed-in user. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery(useHttp()));
  if (data === null) throw new Error('useSession without a session');
  return data;
}

/** Returns the session, `null` where no user is signed in, and `undefined` until it is fetched. */
export function useMaybeSession(): Session | null | undefined {
  return useQuery(sessionQuery(useHttp())).data;
}

/** @throws RequestError `wrongCredentials`, `tooManyRequests`, `cloudUnreachable`, … */
export function signIn(http: Http, request: SignInRequest): Promise<Session> {
  return http.send({ method: 'POST', path: paths.session, body: request, parse: parseSession });
}

/** Ends the session and revokes its token. A session that has ended before counts as success. @throws RequestError */
export async function signOut(http: Http): Promise<void> {
  try {
    await http.send({ method: 'DELETE', path: paths.session, parse: ignoreBody });
  } catch (error) {
    if (!isSessionGone(error)) throw error;
  }
}

/** Changes the session's project or region. @throws RequestError `projectNotJoined`, … */
export function switchScope(http: Http, scope: ScopeRequest): Promise<Session> {
  return http.send({ method: 'PUT', path: paths.scope, body: scope, parse: parseSession });
}

function isSessionGone(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'problem' && error.failure.problem.status === 401;
}
