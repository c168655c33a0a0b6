import type { Image } from '@console/image-model';
import type { QueryClient } from '@tanstack/react-query';
import type { Scope } from '../../shared/query/index.ts';
import type { ImageRecord } from './image-api.ts';
import { imageKeys } from './image-keys.ts';

/** What is loaded of the list so far. */
export interface LoadedImages {
  /** Newest first. */
  readonly images: readonly Image[];
  /** False while further pages are on their way. */
  readonly complete: boolean;
}

/**
 * The list with what a look at some of its images found: changed ones replaced, vanished ones gone.
 * @param asked ids that were looked for
 */
export function mergePolledImages(
  images: readonly Image[],
  asked: readonly string[],
  found: readonly Image[],
): readonly Image[] {
  const gone = new Set(asked);
  const fresh = new Map(found.map((image) => [image.id, image]));
  return images.flatMap((image) => fresh.get(image.id) ?? (gone.has(image.id) ? [] : image));
}

/** Changes some images of the list and nothing else: how its loading went, and when, stays as it is. */
function updateCachedList(
  client: QueryClient,
  scope: Scope,
  change: (images: readonly Image[]) => readonly Image[],
): void {
  const query = client.getQueryCache().find<LoadedImages>({ queryKey: imageKeys.list(scope) });
  const loaded = query?.state.data;
  if (loaded !== undefined) query?.setState({ data: { ...loaded, images: change(loaded.images) } });
}

/** Writes what a look at some images found into the list. */
export function cachePolledImages(
  client: QueryClient,
  scope: Scope,
  asked: readonly string[],
  found: readonly Image[],
): void {
  updateCachedList(client, scope, (images) => mergePolledImages(images, asked, found));
}

/** An image just made, changed or read: it shows at once wherever images are shown. */
export function cacheImage(client: QueryClient, scope: Scope, record: ImageRecord): void {
  client.setQueryData(imageKeys.detail(scope, record.image.id), record);
  updateCachedList(client, scope, (images) =>
    images.some((image) => image.id === record.image.id)
      ? mergePolledImages(images, [], [record.image])
      : [record.image, ...images],
  );
}

/** An image that is no more. A page that still shows it is left alone: it is on its way out. */
export function uncacheImage(client: QueryClient, scope: Scope, id: string): void {
  client.removeQueries({ queryKey: imageKeys.detail(scope, id), type: 'inactive' });
  updateCachedList(client, scope, (images) => images.filter((image) => image.id !== id));
}

/** Asks the cloud again about one image wherever it is shown; for when something may have changed it. */
export function invalidateImage(client: QueryClient, scope: Scope, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: imageKeys.detail(scope, id) });
}
