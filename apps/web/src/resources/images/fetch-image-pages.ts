import { decodeImage, type ImageListQuery } from '@console/image-codec';
import type { Image } from '@console/image-model';
import type { WireImage, WireImageList } from '@console/openstack-api';
import { RequestError } from '../../shared/http/index.ts';
import { type ImageApi, listWireImages } from './image-api.ts';

/** What one step of the walk has brought. */
export interface ImagePages {
  readonly images: readonly Image[];
  readonly last: boolean;
}

/** Enough for the first screen; small, so that it is painted at once. */
const firstLimit = 25;
/** The most a cloud gives in one page. */
const limit = 1000;
/** How many images at the end of a page may vanish before the next one is asked for. */
const markerTries = 5;

/** The cloud leaves out others' community images unless all are asked for, and gives hidden ones only by themselves. */
const parts: readonly Pick<ImageListQuery, 'visibility' | 'isHidden'>[] = [
  { visibility: 'all' },
  { visibility: 'all', isHidden: true },
];

/** Each step has the whole list put in order and drawn: pages that come within so many milliseconds of the last step make one. */
const stepMs = 250;

/**
 * Every image these eyes may see, page after page: those in plain view, then the hidden ones, each newest first. While one
 * page is being decoded and looked at the next one is on its way.
 * @throws RequestError from the page that could not be had; what came before has been yielded
 */
export async function* fetchImagePages(api: ImageApi, signal: AbortSignal): AsyncGenerator<ImagePages> {
  const seen = new Set<string>();
  let coming: Coming | null = begin(api, 0, firstLimit, signal);
  let held: readonly Image[] = [];
  let due = 0;
  while (coming !== null) {
    const { images, next } = await coming.page;
    // A cloud that answers one page again and again would be walked for ever.
    const isNew = images.some(({ id }) => !seen.has(id));
    for (const { id } of images) seen.add(id);
    coming =
      next !== null && isNew ? after(api, coming.part, images, signal) : begin(api, coming.part + 1, limit, signal);
    held = [...held, ...images.map((wire) => decodeImage(wire, api.profile))];
    if (coming !== null && (await comesBefore(coming.page, due))) continue;
    yield { images: held, last: coming === null };
    held = [];
    due = performance.now() + stepMs;
  }
}

/** Whether a page is there before a moment of `performance.now()`; one that cannot be had is not. */
async function comesBefore(page: Promise<unknown>, due: number): Promise<boolean> {
  const left = due - performance.now();
  if (left <= 0) return false;
  const timeout = new Promise<boolean>((done) => setTimeout(done, left, false));
  const isThere = page.then(
    () => true,
    () => false,
  );
  return Promise.race([isThere, timeout]);
}

/** A page under way, and of which part of the list. */
interface Coming {
  readonly part: number;
  readonly page: Promise<WireImageList>;
}

function begin(api: ImageApi, part: number, size: number, signal: AbortSignal): Coming | null {
  const query = parts[part];
  return query === undefined ? null : comingOf(part, listWireImages(api, { ...query, limit: size }, signal));
}

function after(api: ImageApi, part: number, images: readonly WireImage[], signal: AbortSignal): Coming {
  return comingOf(part, pageAfter(api, parts[part] ?? {}, images, signal));
}

function comingOf(part: number, page: Promise<WireImageList>): Coming {
  // Who walks on hears of a failure then; who has left does not want to know.
  page.catch(() => undefined);
  return { part, page };
}

/** The page after these images. A marker that was deleted in the meantime is refused: the one before it serves as well. */
async function pageAfter(
  api: ImageApi,
  part: ImageListQuery,
  images: readonly WireImage[],
  signal: AbortSignal,
): Promise<WireImageList> {
  const markers = images.slice(-markerTries).reverse();
  for (const [tried, marker] of markers.entries()) {
    try {
      return await listWireImages(api, { ...part, limit, marker: marker.id }, signal);
    } catch (error) {
      if (!isMarkerGone(error) || tried === markers.length - 1) throw error;
    }
  }
  return { images: [], next: null };
}

function isMarkerGone(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'cloud' && error.failure.status === 400;
}

/** Images of a further page joined to those before; one seen twice stays where it was, as it is now. */
export function appendImages(before: readonly Image[], page: readonly Image[]): readonly Image[] {
  if (before.length === 0) return page;
  const fresh = new Map(page.map((image) => [image.id, image]));
  const kept = before.map((image) => {
    const again = fresh.get(image.id);
    fresh.delete(image.id);
    return again ?? image;
  });
  return [...kept, ...fresh.values()];
}
