import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Scope } from '../../shared/query/index.ts';
import type { Volume } from './volume.ts';
import { volumeKeys } from './volume-keys.ts';

const none: readonly string[] = [];

/**
 * Ids of the volumes asked for here, newest first. Cinder names the image of a volume only once it is available: until then, and for
 * ever where the making fails, this is all that connects the two.
 */
export function askedQuery(scope: Scope, imageId: string) {
  return queryOptions({
    queryKey: volumeKeys.asked(scope, imageId),
    queryFn: ({ client, queryKey }) => client.getQueryData<readonly string[]>(queryKey) ?? none,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Remembers a volume that has just been asked for, as the answer shows it. */
export function rememberAsked(client: QueryClient, scope: Scope, imageId: string, volume: Volume): void {
  client.setQueryData(volumeKeys.detail(scope, volume.id), volume);
  const { queryKey } = askedQuery(scope, imageId);
  // Nobody may be looking while a large one is made.
  client.setQueryDefaults(queryKey, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData(queryKey, (before = none) => [volume.id, ...before]);
}

/**
 * The image's volumes: what Cinder lists, and what was asked for here as it is now.
 * @param followed volumes asked for, newest first
 */
export function withAsked(listed: readonly Volume[], followed: readonly Volume[]): readonly Volume[] {
  const known = new Set(listed.map(({ id }) => id));
  const fresh = new Map(followed.map((volume) => [volume.id, volume]));
  return [...followed.filter(({ id }) => !known.has(id)), ...listed.map((volume) => fresh.get(volume.id) ?? volume)];
}
