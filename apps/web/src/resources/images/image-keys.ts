import { type Scope, scopedKey } from '../../shared/query/index.ts';

/** Query keys of everything about images, from the widest to the narrowest. */
export const imageKeys = {
  scope: (scope: Scope) => scopedKey('images', scope),
  list: (scope: Scope) => [...imageKeys.scope(scope), 'list'] as const,
  movingInList: (scope: Scope, ids: readonly string[]) => [...imageKeys.scope(scope), 'moving', ids] as const,
  detail: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'detail', id] as const,
  tasks: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'tasks', id] as const,
  members: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'members', id] as const,
  shares: (scope: Scope) => [...imageKeys.scope(scope), 'shares'] as const,
  pendingShares: (scope: Scope) => [...imageKeys.shares(scope), 'pending'] as const,
};
