import type { Image } from '@console/image-model';
import {
  queryOptions,
  experimental_streamedQuery as streamedQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { isNotFound, useHttp } from '../../shared/http/index.ts';
import { getImage, type ImageApi, listImages, listImageTasks } from './api.ts';
import { type LoadedImages, putLook } from './cache.ts';
import { imageKeys, type Scope } from './keys.ts';
import { useProfile } from './profile.tsx';
import { isChanging, nextLookMs } from './refresh.ts';
import { joinPages, type WalkStep, walkImages } from './walk.ts';

/** What the image calls need, as the page at hand has it. */
export function useImageApi(): ImageApi {
  const http = useHttp();
  const profile = useProfile();
  return useMemo(() => ({ http, profile }), [http, profile]);
}

const nothingYet: LoadedImages = { images: [], complete: false };

function addStep(loaded: LoadedImages, step: WalkStep): LoadedImages {
  return { images: joinPages(loaded.images, step.images), complete: step.last };
}

/**
 * The whole list: its first screen at once, the rest page by page behind it. Fetching again keeps what is shown until
 * the new list is whole; nobody looking ends it.
 */
export function imagesQuery(api: ImageApi, scope: Scope) {
  return queryOptions({
    queryKey: imageKeys.list(scope),
    queryFn: streamedQuery<WalkStep, LoadedImages>({
      streamFn: ({ signal }) => walkImages(api, signal),
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
async function lookAt(api: ImageApi, images: readonly Image[], signal: AbortSignal): Promise<readonly Image[]> {
  const parts = [...Map.groupBy(images, (image) => image.isHidden)].map(async ([isHidden, some]) => {
    const id = some.map((image) => image.id);
    const hidden = isHidden ? { isHidden } : {};
    return (await listImages(api, { id, limit: id.length, visibility: 'all', ...hidden }, signal)).images;
  });
  return (await Promise.all(parts)).flat();
}

/** Looks again at those of the images shown that are changing, and writes what it finds into the list; sleeps otherwise. */
export function useFollowChanging(scope: Scope, shown: readonly Image[]): void {
  const api = useImageApi();
  const client = useQueryClient();
  const moving = shown.filter(isChanging);
  const ids = moving.map((image) => image.id);
  useQuery({
    queryKey: imageKeys.movingInList(scope, ids),
    enabled: ids.length > 0,
    gcTime: 0,
    // What is shown has just been read: the first look comes after the first pause.
    initialData: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => nextLookMs(state.dataUpdateCount + state.errorUpdateCount),
    queryFn: async ({ signal }) => {
      const images = await lookAt(api, moving, signal);
      putLook(client, scope, ids, images);
      return images.length;
    },
  });
}

/** One image, looked at again while it is changing. A 404 is an answer: it is not asked for again. */
export function useImage(scope: Scope, id: string) {
  const api = useImageApi();
  return useQuery({
    queryKey: imageKeys.detail(scope, id),
    queryFn: ({ signal }) => getImage(api, id, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isChanging(state.data.image) && !isNotFound(state.error)
        ? nextLookMs(state.dataUpdateCount)
        : false,
  });
}

const unfinished: ReadonlySet<string> = new Set(['pending', 'processing']);

/** Background work on an image, looked at again while some goes on; `follow` where the image says that it does. */
export function useImageTasks(scope: Scope, id: string, follow: boolean) {
  const http = useHttp();
  return useQuery({
    queryKey: imageKeys.tasks(scope, id),
    queryFn: ({ signal }) => listImageTasks({ http }, id, signal),
    refetchInterval: ({ state }) =>
      follow || state.data?.some(({ status }) => unfinished.has(status))
        ? nextLookMs(state.dataUpdateCount + state.errorUpdateCount)
        : false,
  });
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
