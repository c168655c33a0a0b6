import {
  type MutationFilters,
  mutationOptions,
  type QueryClient,
  useMutation,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import { type Http, useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import type { Volume } from './volume.ts';
import { createVolume, type VolumeDraft } from './volume-api.ts';
import { volumeKeys } from './volume-keys.ts';

/**
 * Mutation that creates a volume, caches it, and refetches the quota and the image's volumes afterwards. It stays in the
 * mutation cache, where `useRequestedVolumeIds` finds it.
 */
export function createVolumeMutation(http: Http, client: QueryClient, scope: Scope) {
  return mutationOptions({
    mutationKey: volumeKeys.create(scope),
    gcTime: Number.POSITIVE_INFINITY,
    mutationFn: (draft: VolumeDraft) => createVolume(http, draft),
    onSuccess: (volume) => {
      client.setQueryData(volumeKeys.detail(scope, volume.id), volume);
    },
    onSettled: (_volume, _error, { imageId }) => {
      void client.invalidateQueries({ queryKey: volumeKeys.limits(scope) });
      void client.invalidateQueries({ queryKey: volumeKeys.ofImage(scope, imageId) });
    },
  });
}

export function useCreateVolume(scope: Scope) {
  return useMutation(createVolumeMutation(useHttp(), useQueryClient(), scope));
}

/** Selects the mutations that created a volume from an image. The mutation cache does not keep their types. */
export function createdFromImage(scope: Scope, imageId: string): MutationFilters {
  return {
    mutationKey: volumeKeys.create(scope),
    status: 'success',
    predicate: ({ state }) => (state.variables as VolumeDraft | undefined)?.imageId === imageId,
  };
}

/** Returns the ids of the volumes that this page has created from an image, newest first. */
export function useRequestedVolumeIds(scope: Scope, imageId: string): readonly string[] {
  const ids = useMutationState({
    filters: createdFromImage(scope, imageId),
    select: ({ state }) => (state.data as Volume).id,
  });
  return ids.toReversed();
}
