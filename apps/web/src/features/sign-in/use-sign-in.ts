import type { Session, SignInRequest } from '@console/bff-contract';
import { useMutation } from '@tanstack/react-query';
import { signIn } from '../../resources/session/session.ts';
import { useHttp } from '../../shared/http/index.ts';

/** Signing in, once; the caller puts the session in place. */
export function useSignIn(onSignedIn: (session: Session) => void) {
  const http = useHttp();
  return useMutation({
    mutationFn: (request: SignInRequest) => signIn(http, request),
    onSuccess: onSignedIn,
  });
}
