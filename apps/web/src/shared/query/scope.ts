import type { Session } from '@console/bff-contract';

/** The part of the cloud that a query reads: another user, project or region sees other data. */
export interface Scope {
  readonly userId: string;
  readonly projectId: string | null;
  readonly region: string | null;
}

export function scopeOf(session: Session): Scope {
  return { userId: session.user.id, projectId: session.project?.id ?? null, region: session.region };
}

/** Builds the first part of the query keys of one resource; every key of the resource starts with it. */
export function scopedKey<const R extends string>(resource: R, { userId, projectId, region }: Scope) {
  return [resource, userId, projectId, region] as const;
}
