/** Whose view of the cloud a query belongs to. */
export interface VolumeScope {
  readonly projectId: string | null;
  readonly region: string | null;
}

/** Query keys of everything about volumes, from the widest to the narrowest. */
export const volumeKeys = {
  scope: (scope: VolumeScope) => ['volumes', scope.projectId, scope.region] as const,
  offers: (scope: VolumeScope) => [...volumeKeys.scope(scope), 'offers'] as const,
  limits: (scope: VolumeScope) => [...volumeKeys.scope(scope), 'limits'] as const,
  detail: (scope: VolumeScope, id: string) => [...volumeKeys.scope(scope), 'detail', id] as const,
  asked: (scope: VolumeScope, imageId: string) => [...volumeKeys.scope(scope), 'asked', imageId] as const,
  ofImage: (scope: VolumeScope, imageId: string) => [...volumeKeys.scope(scope), 'ofImage', imageId] as const,
};
