import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { signInPath } from '../features/sign-in/return-path.ts';
import { sessionQuery, useSession } from '../resources/session/session.ts';
import { useIsSessionGone, useSessionGone } from '../resources/session/session-gone.tsx';
import { useLazyUploadManager } from '../resources/upload-manager/uploads-context.tsx';
import { useHttp } from '../shared/http/index.ts';
import { LazyBoundary } from '../shared/ui/index.ts';
import { NoProjectPage } from './pages/no-project.tsx';
import { Shell } from './shell/shell.tsx';

const loadSignIn = () => import('../features/sign-in/index.ts');
const SignInAgainDialog = lazy(async () => ({ default: (await loadSignIn()).SignInAgainDialog }));

/** Delay in ms after which the sign-in dialog's code is loaded: after a release it could not be loaded any more. */
const signInPreloadMs = 10_000;

/** Layout of the pages behind sign-in. Without a session it leads to the sign-in page. */
export function SignedInLayout({ tray }: { readonly tray: ReactNode }) {
  const { data: session } = useSuspenseQuery(sessionQuery(useHttp()));
  const location = useLocation();
  const isSessionGone = useIsSessionGone();
  useEffect(() => {
    const timer = setTimeout(() => void loadSignIn().catch(() => undefined), signInPreloadMs);
    return () => clearTimeout(timer);
  }, []);
  if (session === null) return <Navigate to={signInPath(location)} replace />;
  return (
    <>
      {/* The key discards what another user has filled in. */}
      <Shell key={session.user.id} tray={session.project === null ? null : tray}>
        {session.project === null ? <NoProjectPage /> : <Outlet />}
      </Shell>
      {isSessionGone && (
        <LazyBoundary>
          <SessionRenewal />
        </LazyBoundary>
      )}
    </>
  );
}

/** The sign-in dialog over a page whose session has ended. The page stays; its failed queries run again afterwards. */
function SessionRenewal() {
  const session = useSession();
  const queries = useQueryClient();
  const http = useHttp();
  const sessionGone = useSessionGone();
  const uploads = useLazyUploadManager();
  const { queryKey } = sessionQuery(http);
  const resume = () => {
    sessionGone.lower();
    uploads.loaded()?.wake();
    void queries.invalidateQueries({
      predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'config',
    });
  };
  const { csrfToken } = session;
  const [endedToken] = useState(csrfToken);
  const onSignedInElsewhere = useEffectEvent(resume);
  // A new token in the session means that the user has signed in again in another tab.
  useEffect(() => {
    if (csrfToken !== endedToken) onSignedInElsewhere();
  }, [csrfToken, endedToken]);
  return (
    <SignInAgainDialog
      session={session}
      onSignedIn={(next) => {
        void queries.cancelQueries({ queryKey });
        queries.setQueryData(queryKey, next);
        resume();
      }}
      onOtherUser={() => {
        sessionGone.lower();
        queries.removeQueries({
          predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'config',
        });
        queries.setQueryData(queryKey, null);
      }}
    />
  );
}
