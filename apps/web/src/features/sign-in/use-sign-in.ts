import type { Session, SignInRequest } from '@console/bff-contract';
import { useMutation } from '@tanstack/react-query';
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import { signIn } from '../../resources/session/session.ts';
import { useHttp } from '../../shared/http/index.ts';

/** The sign-in request. The caller caches the session that it returns. */
export function useSignIn(onSignedIn: (session: Session) => void) {
  const http = useHttp();
  return useMutation({
    mutationFn: (request: SignInRequest) => signIn(http, request),
    onSuccess: onSignedIn,
  });
}

/** A form resolver that requires every field. The message of an error is the field's name, which is a translation key. */
export function requireAll<V extends FieldValues>(): Resolver<V> {
  return (values) => {
    const emptyNames = Object.keys(values).filter((name) => String(values[name]).trim() === '');
    if (emptyNames.length === 0) return { values, errors: {} };
    const errors = Object.fromEntries(emptyNames.map((name) => [name, { type: 'required', message: name }]));
    return { values: {}, errors: errors as FieldErrors<V> };
  };
}
