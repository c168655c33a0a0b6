import type { UserKey } from './given.ts';
import { byPassword } from './target.ts';
import type { Reply } from './wire.ts';
import type { World } from './world.ts';

export const domain = { name: 'Default' };

/** The scope of a project of the default domain. */
export const inProject = (name: string) => ({ project: { name, domain } });

/** Somebody by the right password. */
export function byUser({ accounts }: World, key: UserKey) {
  const { name, password } = accounts.users[key];
  return byPassword(name, password);
}

/** What Keystone says to whoever must sign in first. */
export const askedToSignIn = /^The request you have made requires authentication\.$/;

/** Asks for a token with this identity, in this scope or without saying one. */
export function enter(world: World, identity: unknown, scope?: unknown): Promise<Reply> {
  const auth = { identity, ...(scope === undefined ? {} : { scope }) };
  return world.identity('nobody', 'POST', '/auth/tokens', { json: { auth } });
}
