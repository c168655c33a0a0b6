import type { UserKey } from './accounts.ts';
import type { CaseContext } from './case-context.ts';
import type { Reply } from './send-request.ts';
import { passwordIdentity } from './target.ts';

export const domain = { name: 'Default' };

/** The scope of a project of the default domain. */
export const inProject = (name: string) => ({ project: { name, domain } });

/** Somebody by the right password. */
export function userPassword({ accounts }: CaseContext, key: UserKey) {
  const { name, password } = accounts.users[key];
  return passwordIdentity(name, password);
}

/** What Keystone says to whoever must sign in first. */
export const authenticationRequired = /^The request you have made requires authentication\.$/;

/** Asks for a token with this identity, in this scope or without saying one. */
export function requestTokenFor(world: CaseContext, identity: unknown, scope?: unknown): Promise<Reply> {
  const auth = { identity, ...(scope === undefined ? {} : { scope }) };
  return world.identity('nobody', 'POST', '/auth/tokens', { json: { auth } });
}
