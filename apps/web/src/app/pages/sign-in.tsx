import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { returnPath, SignInPage } from '../../features/sign-in/index.ts';
import { sessionQuery, useMaybeSession } from '../../resources/session/session.ts';
import { useLazyUploadManager } from '../../resources/upload-manager/uploads-context.tsx';
import { useHttp } from '../../shared/http/index.ts';
import { useRuntimeConfig } from '../runtime-config.ts';
import { Logo } from '../shell/logo.tsx';
import { PreferenceMenus } from '../shell/preferences.tsx';

/** The sign-in page. A signed-in user continues to the address that they opened first. */
export function Component() {
  const session = useMaybeSession();
  const { search } = useLocation();
  const { embedded } = useRuntimeConfig();
  const queries = useQueryClient();
  const uploads = useLazyUploadManager();
  const { queryKey } = sessionQuery(useHttp());
  if (session !== undefined && session !== null) return <Navigate to={returnPath(search)} replace />;
  return (
    <SignInPage
      logo={<Logo />}
      tools={<PreferenceMenus />}
      embedded={embedded}
      onSignedIn={(next) => {
        queries.setQueryData(queryKey, next);
        uploads.loaded()?.wake();
      }}
    />
  );
}
