import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { ProblemError } from '../problem.ts';
import type { SignedIn } from './types.ts';

/** @throws ProblemError sessionGone */
export function currentUser(req: Request): SignedIn {
  return alive(req.session.signedIn);
}

function alive(signedIn: SignedIn | undefined): SignedIn {
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

/**
 * Changes what the store holds now, not what it held when the request began: another request may have changed or
 * ended the session meanwhile, and an ended one must not come back.
 * @throws ProblemError sessionGone
 */
export async function changeSession(req: Request, change: (now: SignedIn) => SignedIn): Promise<SignedIn> {
  const kept = await new Promise<SessionData | null | undefined>((done, failed) => {
    req.sessionStore.get(req.sessionID, (error: unknown, data) => (error ? failed(error) : done(data)));
  });
  const changed = change(alive(kept?.signedIn));
  await keepSession(req, changed);
  return changed;
}

/** Writes before the answer goes out: the browser's next request must find it. */
export function keepSession(req: Request, signedIn: SignedIn): Promise<void> {
  req.session.signedIn = signedIn;
  return new Promise((done, failed) => {
    req.session.save((error: unknown) => (error ? failed(error) : done()));
  });
}
