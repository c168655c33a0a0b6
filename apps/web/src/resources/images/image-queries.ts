import type { Image } from '@console/image-model';
import {
  queryOptions,
  experimental_streamedQuery as streamedQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { isNotFound, useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import { appendImages, fetchImagePages, type ImagePages } from './fetch-image-pages.ts';
import { getImage, type ImageApi, listImages } from './image-api.ts';
import { cachePolledImages, type LoadedImages } from './image-cache.ts';
import { imageKeys } from './image-keys.ts';
import { isImageMoving, pollIntervalMs } from './poll-interval.ts';
import { useProfile } from './profile.tsx';

/** What the image calls need, as the page at hand has it. */
export function useImageApi(): ImageApi {
  const http = useHttp();
  const profile = useProfile();
  return useMemo(() => ({ http, profile }), [http, profile]);
}

const nothingYet: LoadedImages = { images: [], complete: false };

function addStep(loaded: LoadedImages, step: ImagePages): LoadedImages {
  return { images: appendImages(loaded.images, step.images), complete: step.last };
}

/**
 * The whole list: its first screen at once, the rest page by page behind it. Fetching again keeps what is shown until
 * the new list is whole; nobody looking ends it.
 */
export function imagesQuery(api: ImageApi, scope: Scope) {
  return queryOptions({
    queryKey: imageKeys.list(scope),
    queryFn: streamedQuery<ImagePages, LoadedImages>({
      streamFn: ({ signal }) => fetchImagePages(api, signal),
      reducer: addStep,
      initialValue: nothingYet,
      refetchMode: 'replace',
    }),
    staleTime: 60_000,
    // A list at rest asks nothing by itself, and ten thousand images are not compared one by one.
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
}

export function useImages(scope: Scope) {
  return useQuery(imagesQuery(useImageApi(), scope));
}

/** These images as they are now; the cloud gives hidden ones only by themselves. */
async function fetchImagesById(
  api: ImageApi,
  images: readonly Image[],
  signal: AbortSignal,
): Promise<readonly Image[]> {
  const parts = [...Map.groupBy(images, (image) => image.isHidden)].map(async ([isHidden, some]) => {
    const id = some.map((image) => image.id);
    const hidden = isHidden ? { isHidden } : {};
    return (await listImages(api, { id, limit: id.length, visibility: 'all', ...hidden }, signal)).images;
  });
  return (await Promise.all(parts)).flat();
}

/** Looks again at those of the images shown that are changing, and writes what it finds into the list; sleeps otherwise. */
export function usePollMovingImages(scope: Scope, shown: readonly Image[]): void {
  const api = useImageApi();
  const client = useQueryClient();
  const moving = shown.filter(isImageMoving);
  const ids = moving.map((image) => image.id);
  useQuery({
    queryKey: imageKeys.movingInList(scope, ids),
    enabled: ids.length > 0,
    gcTime: 0,
    // What is shown has just been read: the first look comes after the first pause.
    initialData: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => pollIntervalMs(state.dataUpdateCount + state.errorUpdateCount),
    queryFn: async ({ signal }) => {
      const images = await fetchImagesById(api, moving, signal);
      cachePolledImages(client, scope, ids, images);
      return images.length;
    },
  });
}

/** One image, looked at again while it is changing. A 404 is an answer: it is not asked for again. */
export function imageQuery(api: ImageApi, scope: Scope, id: string) {
  return queryOptions({
    queryKey: imageKeys.detail(scope, id),
    queryFn: ({ signal }) => getImage(api, id, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isImageMoving(state.data.image) && !isNotFound(state.error)
        ? pollIntervalMs(state.dataUpdateCount)
        : false,
  });
}

export function useImage(scope: Scope, id: string) {
  return useQuery(imageQuery(useImageApi(), scope, id));
}

/** One image as it is now, whatever is known of it: for a last look before something is done with it. */
export function useFreshImage(scope: Scope, id: string) {
  const api = useImageApi();
  return useQuery({
    queryKey: [...imageKeys.detail(scope, id), 'check'],
    queryFn: ({ signal }) => getImage(api, id, signal),
    staleTime: 0,
    gcTime: 0,
  });
}
