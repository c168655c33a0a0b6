import { decodeImage, type ImageListQuery } from '@console/image-codec';
import type { Image } from '@console/image-model';
import type { WireImage, WireImageList } from '@console/openstack-api';
import { RequestError } from '../../shared/http/index.ts';
import { type ImageApi, listWireImages } from './image-api.ts';

/** The images of one or more pages of the list. */
export interface ImagePages {
  readonly images: readonly Image[];
  /** True for the last pages of the list. */
  readonly last: boolean;
}

/** Enough images for the first screen, and few enough to be shown at once. */
const firstLimit = 25;
/** The most images that Glance returns in one page (`api_limit_max`). */
const maxLimit = 1000;
/** How many images at the end of a page may have been deleted before the next page is requested. */
const maxMarkerTries = 5;

/** Glance lists other projects' community images only with `visibility=all`, and hidden images only by themselves. */
const listQueries: readonly Pick<ImageListQuery, 'visibility' | 'isHidden'>[] = [
  { visibility: 'all' },
  { visibility: 'all', isHidden: true },
];

/** Pages that arrive within so many ms are yielded together, because the whole list is sorted and drawn for each. */
const yieldIntervalMs = 250;

/**
 * Fetches every image that the user may see, first the visible and then the hidden ones, each newest first. The next page
 * is requested before the present one is decoded.
 * @throws RequestError of the page that failed; the pages before it have been yielded
 */
export async function* fetchImagePages(api: ImageApi, signal: AbortSignal): AsyncGenerator<ImagePages> {
  const seenIds = new Set<string>();
  let pending: PendingPage | null = requestFirstPage(api, 0, firstLimit, signal);
  let buffered: readonly Image[] = [];
  let nextYieldAt = 0;
  while (pending !== null) {
    const { images, next } = await pending.page;
    // A cloud that ignores the marker returns the same page for ever.
    const hasNewImages = images.some(({ id }) => !seenIds.has(id));
    for (const { id } of images) seenIds.add(id);
    pending =
      next !== null && hasNewImages
        ? requestNextPage(api, pending.queryIndex, images, signal)
        : requestFirstPage(api, pending.queryIndex + 1, maxLimit, signal);
    buffered = [...buffered, ...images.map((wire) => decodeImage(wire, api.profile))];
    if (pending !== null && (await resolvesBefore(pending.page, nextYieldAt))) continue;
    yield { images: buffered, last: pending === null };
    buffered = [];
    nextYieldAt = performance.now() + yieldIntervalMs;
  }
}

/** Whether the page arrives before a moment of `performance.now()`; false for a page that fails. */
async function resolvesBefore(page: Promise<unknown>, deadline: number): Promise<boolean> {
  const remainingMs = deadline - performance.now();
  if (remainingMs <= 0) return false;
  const timeout = new Promise<boolean>((done) => setTimeout(done, remainingMs, false));
  const resolved = page.then(
    () => true,
    () => false,
  );
  return Promise.race([resolved, timeout]);
}

/** A requested page and the index of its query in `listQueries`. */
interface PendingPage {
  readonly queryIndex: number;
  readonly page: Promise<WireImageList>;
}

function requestFirstPage(api: ImageApi, queryIndex: number, limit: number, signal: AbortSignal): PendingPage | null {
  const query = listQueries[queryIndex];
  return query === undefined ? null : createPendingPage(queryIndex, listWireImages(api, { ...query, limit }, signal));
}

function requestNextPage(
  api: ImageApi,
  queryIndex: number,
  images: readonly WireImage[],
  signal: AbortSignal,
): PendingPage {
  return createPendingPage(queryIndex, fetchPageAfter(api, listQueries[queryIndex] ?? {}, images, signal));
}

function createPendingPage(queryIndex: number, page: Promise<WireImageList>): PendingPage {
  // The generator awaits the page later, or never if it was aborted: without a handler the browser reports the rejection.
  page.catch(() => undefined);
  return { queryIndex, page };
}

/** Glance answers 400 to the marker of a deleted image. The image before it is the next marker to try. */
async function fetchPageAfter(
  api: ImageApi,
  query: ImageListQuery,
  images: readonly WireImage[],
  signal: AbortSignal,
): Promise<WireImageList> {
  const markers = images.slice(-maxMarkerTries).reverse();
  for (const [index, marker] of markers.entries()) {
    try {
      return await listWireImages(api, { ...query, limit: maxLimit, marker: marker.id }, signal);
    } catch (error) {
      if (!isMarkerRefused(error) || index === markers.length - 1) throw error;
    }
  }
  return { images: [], next: null };
}

function isMarkerRefused(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'cloud' && error.failure.status === 400;
}

/** Appends the images of a page. An image that is in the list already keeps its position and takes the page's values. */
export function appendImages(loaded: readonly Image[], page: readonly Image[]): readonly Image[] {
  if (loaded.length === 0) return page;
  const added = new Map(page.map((image) => [image.id, image]));
  const updated = loaded.map((image) => {
    const newer = added.get(image.id);
    added.delete(image.id);
    return newer ?? image;
  });
  return [...updated, ...added.values()];
}
