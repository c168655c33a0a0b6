import { type Scope, scopedKey } from '../../shared/query/index.ts';

/** Query keys of everything about volumes, from the widest to the narrowest. */
export const volumeKeys = {
  scope: (scope: Scope) => scopedKey('volumes', scope),
  offers: (scope: Scope) => [...volumeKeys.scope(scope), 'offers'] as const,
  limits: (scope: Scope) => [...volumeKeys.scope(scope), 'limits'] as const,
  detail: (scope: Scope, id: string) => [...volumeKeys.scope(scope), 'detail', id] as const,
  asked: (scope: Scope, imageId: string) => [...volumeKeys.scope(scope), 'asked', imageId] as const,
  ofImage: (scope: Scope, imageId: string) => [...volumeKeys.scope(scope), 'ofImage', imageId] as const,
};
