export { sessionQuery, signIn, signOut, switchScope, useMaybeSession, useSession } from './session.ts';
