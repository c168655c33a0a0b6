import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { ProblemError } from '../problem.ts';
import type { UserSession } from './user-session.ts';

/** Returns the session of the request. @throws ProblemError `sessionGone` */
export function currentSession(req: Request): UserSession {
  return requireAlive(req.session.signedIn);
}

function requireAlive(session: UserSession | undefined): UserSession {
  if (session === undefined || session.unscoped.expiresAt <= Date.now()) {
    throw new ProblemError('sessionGone', 'the user is not signed in, or the session has ended');
  }
  return session;
}

/** Deletes the session from the store. */
export function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}

/** Starts a session with a new id, so that an id that was planted before sign-in opens nothing (session fixation). */
export async function beginSession(req: Request, session: UserSession): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve()));
  });
  await saveSession(req, session);
}

/**
 * Changes the session as the store has it now. Another request may have changed or ended it since this request began,
 * and an ended session must not come back.
 * @throws ProblemError `sessionGone`
 */
export async function changeSession(req: Request, change: (now: UserSession) => UserSession): Promise<UserSession> {
  const stored = await new Promise<SessionData | null | undefined>((resolve, reject) => {
    req.sessionStore.get(req.sessionID, (error: unknown, data) => (error ? reject(error) : resolve(data)));
  });
  const changed = change(requireAlive(stored?.signedIn));
  await saveSession(req, changed);
  return changed;
}

/** Resolves when the store has the session, so that the browser's next request finds it. */
function saveSession(req: Request, session: UserSession): Promise<void> {
  req.session.signedIn = session;
  return new Promise((resolve, reject) => {
    req.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}
