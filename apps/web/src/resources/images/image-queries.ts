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

/** Returns the transport and the profile that the image calls need. */
export function useImageApi(): ImageApi {
  const http = useHttp();
  const profile = useProfile();
  return useMemo(() => ({ http, profile }), [http, profile]);
}

const emptyList: LoadedImages = { images: [], complete: false };

function appendPages(loaded: LoadedImages, pages: ImagePages): LoadedImages {
  return { images: appendImages(loaded.images, pages.images), complete: pages.last };
}

/**
 * Query of the whole list, which grows page by page. A refetch shows the old list until the new one is complete. The walk
 * through the pages is aborted when no component uses the list any more.
 */
export function imagesQuery(api: ImageApi, scope: Scope) {
  return queryOptions({
    queryKey: imageKeys.list(scope),
    queryFn: streamedQuery<ImagePages, LoadedImages>({
      streamFn: ({ signal }) => fetchImagePages(api, signal),
      reducer: appendPages,
      initialValue: emptyList,
      refetchMode: 'replace',
    }),
    staleTime: 60_000,
    // A refetch of ten thousand images costs a dozen requests, so the focus of the window does not cause one.
    refetchOnWindowFocus: false,
    // Structural sharing would compare every field of every image.
    structuralSharing: false,
  });
}

export function useImages(scope: Scope) {
  return useQuery(imagesQuery(useImageApi(), scope));
}

/** Fetches images by id, hidden ones in a request of their own: Glance lists either hidden images or the others. */
async function fetchImagesById(
  api: ImageApi,
  images: readonly Image[],
  signal: AbortSignal,
): Promise<readonly Image[]> {
  const requests = [...Map.groupBy(images, (image) => image.isHidden)].map(async ([isHidden, group]) => {
    const id = group.map((image) => image.id);
    const hidden = isHidden ? { isHidden } : {};
    return (await listImages(api, { id, limit: id.length, visibility: 'all', ...hidden }, signal)).images;
  });
  return (await Promise.all(requests)).flat();
}

/** Polls those of the shown images whose status is moving and writes them into the cached list. Polls nothing otherwise. */
export function usePollMovingImages(scope: Scope, shown: readonly Image[]): void {
  const api = useImageApi();
  const client = useQueryClient();
  const moving = shown.filter(isImageMoving);
  const ids = moving.map((image) => image.id);
  useQuery({
    queryKey: imageKeys.moving(scope, ids),
    enabled: ids.length > 0,
    gcTime: 0,
    // The shown images have just been fetched, so the first poll waits for the first interval.
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

/** Query of one image, polled while its status is moving. Polling ends with a 404, because the image has been deleted. */
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

/** Fetches one image without the cached value, for a page or dialog whose action depends on the image's present state. */
export function useFreshImage(scope: Scope, id: string) {
  const api = useImageApi();
  return useQuery({
    queryKey: imageKeys.fresh(scope, id),
    queryFn: ({ signal }) => getImage(api, id, signal),
    staleTime: 0,
    gcTime: 0,
  });
}
