import { type Scope, scopedKey } from '../../shared/query/index.ts';

/** Query keys of images, from the widest to the narrowest. Invalidating one invalidates every key that starts with it. */
export const imageKeys = {
  scope: (scope: Scope) => scopedKey('images', scope),
  list: (scope: Scope) => [...imageKeys.scope(scope), 'list'] as const,
  moving: (scope: Scope, ids: readonly string[]) => [...imageKeys.scope(scope), 'moving', ids] as const,
  detail: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'detail', id] as const,
  fresh: (scope: Scope, id: string) => [...imageKeys.detail(scope, id), 'fresh'] as const,
  tasks: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'tasks', id] as const,
  members: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'members', id] as const,
  shared: (scope: Scope) => [...imageKeys.scope(scope), 'shared'] as const,
  pendingShared: (scope: Scope) => [...imageKeys.shared(scope), 'pending'] as const,
  stores: (scope: Scope) => [...imageKeys.scope(scope), 'stores'] as const,
};
