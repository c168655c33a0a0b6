import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { returnPath, SignInPage } from '../../features/sign-in/index.ts';
import { sessionQuery, useMaybeSession } from '../../resources/session/session.ts';
import { useLazyUploadManager } from '../../resources/upload-manager/uploads-context.tsx';
import { useHttp } from '../../shared/http/index.ts';
import { useRuntimeConfig } from '../runtime-config.ts';
import { Logo } from '../shell/logo.tsx';
import { PreferenceMenus } from '../shell/preferences.tsx';

/** Sign-in, and on from there to where one wanted to go. */
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
      mark={<Logo />}
      tools={<PreferenceMenus />}
      embedded={embedded}
      onSignedIn={(next) => {
        queries.setQueryData(queryKey, next);
        uploads.loaded()?.wake();
      }}
    />
  );
}
