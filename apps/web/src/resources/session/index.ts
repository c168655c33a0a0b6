export { sessionQuery, signIn, signOut, switchScope, useMaybeSession, useSession } from './session.ts';
export {
  createSessionGone,
  type SessionGone,
  SessionGoneProvider,
  useIsSessionGone,
  useSessionGone,
} from './session-gone.tsx';
