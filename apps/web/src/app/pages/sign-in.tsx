import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { nextAddress, SignInPage } from '../../features/sign-in/index.ts';
import { sessionQuery, useMaybeSession } from '../../resources/session/index.ts';
import { useUploadActions } from '../../resources/upload/index.ts';
import { useHttp } from '../../shared/http/index.ts';
import { useRuntimeConfig } from '../runtime-config.ts';
import { ChoiceMenus } from '../shell/choices.tsx';
import { Mark } from '../shell/mark.tsx';

/** Sign-in, and on from there to where one wanted to go. */
export function Component() {
  const session = useMaybeSession();
  const { search } = useLocation();
  const { embedded } = useRuntimeConfig();
  const queries = useQueryClient();
  const uploads = useUploadActions();
  const { queryKey } = sessionQuery(useHttp());
  if (session !== undefined && session !== null) return <Navigate to={nextAddress(search)} replace />;
  return (
    <SignInPage
      mark={<Mark />}
      tools={<ChoiceMenus />}
      embedded={embedded}
      onSignedIn={(next) => {
        queries.setQueryData(queryKey, next);
        uploads.wake();
      }}
    />
  );
}
