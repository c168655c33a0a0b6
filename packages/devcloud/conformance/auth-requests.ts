import type { UserKey } from './accounts.ts';
import type { CaseContext } from './case-context.ts';
import type { Reply } from './send-request.ts';
import { passwordIdentity } from './target.ts';

export const domain = { name: 'Default' };

/** Builds the scope of a project in the default domain. */
export const inProject = (name: string) => ({ project: { name, domain } });

/** Builds a user's identity with the right password. */
export function userPassword({ accounts }: CaseContext, key: UserKey) {
  const { name, password } = accounts.users[key];
  return passwordIdentity(name, password);
}

/** Keystone's message for a request that must be authenticated first. */
export const authenticationRequired = /^The request you have made requires authentication\.$/;

/** Requests a token with this identity, in this scope or unscoped. */
export function requestTokenFor(context: CaseContext, identity: unknown, scope?: unknown): Promise<Reply> {
  const auth = { identity, ...(scope === undefined ? {} : { scope }) };
  return context.identity('nobody', 'POST', '/auth/tokens', { json: { auth } });
}
