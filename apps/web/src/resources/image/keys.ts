import type { Session } from '@console/bff-contract';

/** Whose view of the cloud a query belongs to: another project or region is another list. */
export interface Scope {
  readonly projectId: string | null;
  readonly region: string | null;
}

export function scopeOf(session: Session): Scope {
  return { projectId: session.project?.id ?? null, region: session.region };
}

/** Query keys of everything about images, from the widest to the narrowest. */
export const imageKeys = {
  everything: ['images'] as const,
  scope: (scope: Scope) => ['images', scope.projectId, scope.region] as const,
  list: (scope: Scope) => [...imageKeys.scope(scope), 'list'] as const,
  movingInList: (scope: Scope, ids: readonly string[]) => [...imageKeys.scope(scope), 'moving', ids] as const,
  detail: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'detail', id] as const,
  tasks: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'tasks', id] as const,
  members: (scope: Scope, id: string) => [...imageKeys.scope(scope), 'members', id] as const,
  shares: (scope: Scope) => [...imageKeys.scope(scope), 'shares'] as const,
  pendingShares: (scope: Scope) => [...imageKeys.shares(scope), 'pending'] as const,
};
