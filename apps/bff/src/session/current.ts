import type { Request } from 'express';
import { ProblemError } from '../problem.ts';
import type { SignedIn } from './types.ts';

/** @throws ProblemError sessionGone */
export function currentUser(req: Request): SignedIn {
  const { signedIn } = req.session;
  if (signedIn === undefined || signedIn.unscoped.expiresAt <= Date.now()) {
    throw new ProblemError('sessionGone', 'nobody is signed in, or the session has ended');
  }
  return signedIn;
}

/** Forgets the session in the store; the cookie then names nothing. */
export function endSession(req: Request): Promise<void> {
  return new Promise((done, failed) => {
    req.session.destroy((error: unknown) => (error ? failed(error) : done()));
  });
}

/** A new id for the session, so that one planted before sign-in is worth nothing after it. */
export async function beginSession(req: Request, signedIn: SignedIn): Promise<void> {
  await new Promise<void>((done, failed) => {
    req.session.regenerate((error: unknown) => (error ? failed(error) : done()));
  });
  await keepSession(req, signedIn);
}

/** Writes before the answer goes out: the browser's next request must find it. */
export function keepSession(req: Request, signedIn: SignedIn): Promise<void> {
  req.session.signedIn = signedIn;
  return new Promise((done, failed) => {
    req.session.save((error: unknown) => (error ? failed(error) : done()));
  });
}
