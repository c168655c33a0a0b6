import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { signInPath } from '../features/sign-in/return-path.ts';
import { sessionQuery, useIsSessionGone, useSession, useSessionGone } from '../resources/session/index.ts';
import { useUploadActions } from '../resources/upload/index.ts';
import { useHttp } from '../shared/http/index.ts';
import { NoProjectPage } from './pages/no-project.tsx';
import { Shell } from './shell/shell.tsx';

const SignInAgain = lazy(async () => ({ default: (await import('../features/sign-in/index.ts')).SignInAgainDialog }));

/** Everything behind sign-in: to the sign-in page without a session, else the frame with the page in it. */
export function SignedInLayout({ tray }: { readonly tray: ReactNode }) {
  const { data: session } = useSuspenseQuery(sessionQuery(useHttp()));
  const location = useLocation();
  const gone = useIsSessionGone();
  if (session === null) return <Navigate to={signInPath(location)} replace />;
  return (
    <>
      {/* What somebody else has begun to fill in is not shown either. */}
      <Shell key={session.user.id} tray={session.project === null ? null : tray}>
        {session.project === null ? <NoProjectPage /> : <Outlet />}
      </Shell>
      {gone && (
        <Suspense>
          <Again />
        </Suspense>
      )}
    </>
  );
}

/** Signing in again keeps the page: only what was asked in vain is asked again. */
function Again() {
  const session = useSession();
  const queries = useQueryClient();
  const http = useHttp();
  const gone = useSessionGone();
  const uploads = useUploadActions();
  const { queryKey } = sessionQuery(http);
  const goOn = () => {
    gone.lower();
    uploads.wake();
    void queries.invalidateQueries({
      predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'config',
    });
  };
  const { csrfToken } = session;
  const [ended] = useState(csrfToken);
  const onSignedInElsewhere = useEffectEvent(goOn);
  // Another tab has signed in: there is nothing left to ask here.
  useEffect(() => {
    if (csrfToken !== ended) onSignedInElsewhere();
  }, [csrfToken, ended]);
  return (
    <SignInAgain
      session={session}
      onSignedIn={(next) => {
        queries.setQueryData(queryKey, next);
        goOn();
      }}
      onOther={() => {
        gone.lower();
        queries.removeQueries({
          predicate: (query) => query.queryKey[0] !== 'session' && query.queryKey[0] !== 'config',
        });
        queries.setQueryData(queryKey, null);
      }}
    />
  );
}
