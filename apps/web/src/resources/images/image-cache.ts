import type { Image } from '@console/image-model';
import type { QueryClient } from '@tanstack/react-query';
import type { Scope } from '../../shared/query/index.ts';
import type { ImageRecord } from './image-api.ts';
import { imageKeys } from './image-keys.ts';

/** The part of the list that has been fetched so far. */
export interface LoadedImages {
  /** Newest first. */
  readonly images: readonly Image[];
  /** False while further pages are being fetched. */
  readonly complete: boolean;
}

/**
 * Replaces the polled images in the list. Images that were polled and not found are removed.
 * @param polledIds ids that the poll asked for
 */
export function mergePolledImages(
  images: readonly Image[],
  polledIds: readonly string[],
  found: readonly Image[],
): readonly Image[] {
  const missing = new Set(polledIds);
  const foundById = new Map(found.map((image) => [image.id, image]));
  return images.flatMap((image) => foundById.get(image.id) ?? (missing.has(image.id) ? [] : image));
}

/**
 * Updates the images of the cached list. The query's status, error and time stay as they are: `setQueryData` would turn a
 * list whose later pages failed into a successful one.
 */
function updateCachedList(
  client: QueryClient,
  scope: Scope,
  change: (images: readonly Image[]) => readonly Image[],
): void {
  const query = client.getQueryCache().find<LoadedImages>({ queryKey: imageKeys.list(scope) });
  const loaded = query?.state.data;
  if (loaded !== undefined) query?.setState({ data: { ...loaded, images: change(loaded.images) } });
}

/** Writes polled images into the cached list. */
export function cachePolledImages(
  client: QueryClient,
  scope: Scope,
  polledIds: readonly string[],
  found: readonly Image[],
): void {
  updateCachedList(client, scope, (images) => mergePolledImages(images, polledIds, found));
}

/** Writes a created, changed or fetched image into the cached list and detail. A new image becomes the first of the list. */
export function cacheImage(client: QueryClient, scope: Scope, record: ImageRecord): void {
  client.setQueryData(imageKeys.detail(scope, record.image.id), record);
  updateCachedList(client, scope, (images) =>
    images.some((image) => image.id === record.image.id)
      ? mergePolledImages(images, [], [record.image])
      : [record.image, ...images],
  );
}

/** Removes a deleted image from the cached list. Its detail stays cached while a page shows it, so that the page can close first. */
export function uncacheImage(client: QueryClient, scope: Scope, id: string): void {
  client.removeQueries({ queryKey: imageKeys.detail(scope, id), type: 'inactive' });
  updateCachedList(client, scope, (images) => images.filter((image) => image.id !== id));
}

/** Refetches one image if a page shows it. */
export function invalidateImage(client: QueryClient, scope: Scope, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: imageKeys.detail(scope, id) });
}
