import { type Scope, scopedKey } from '../../shared/query/index.ts';

/** Query and mutation keys of volumes, from the widest to the narrowest. */
export const volumeKeys = {
  scope: (scope: Scope) => scopedKey('volumes', scope),
  offers: (scope: Scope) => [...volumeKeys.scope(scope), 'offers'] as const,
  limits: (scope: Scope) => [...volumeKeys.scope(scope), 'limits'] as const,
  detail: (scope: Scope, id: string) => [...volumeKeys.scope(scope), 'detail', id] as const,
  ofImage: (scope: Scope, imageId: string) => [...volumeKeys.scope(scope), 'ofImage', imageId] as const,
  create: (scope: Scope) => [...volumeKeys.scope(scope), 'create'] as const,
};
