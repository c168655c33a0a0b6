import * as z from 'zod/mini';
import { checkShape } from '../wire-shape.ts';

/**
 * An image as the cloud sent it. Custom properties are mixed in among the attributes, and clouds
 * differ in both, so only what makes it an image is checked and everything is kept.
 */
export interface WireImage {
  readonly id: string;
  readonly status: string;
  readonly [property: string]: unknown;
}

const image = z.looseObject({ id: z.string(), status: z.string() });
const list = z.looseObject({ images: z.array(image), next: z.optional(z.nullable(z.string())) });

/** A thousand images by the schema take 20 ms of the page's time, and by hand 0.1; the schema then says what is wrong. */
function isImageList(json: unknown): json is { readonly images: readonly WireImage[]; readonly next?: string | null } {
  if (typeof json !== 'object' || json === null || !('images' in json) || !Array.isArray(json.images)) return false;
  const isNextRight = !('next' in json) || json.next === null || typeof json.next === 'string';
  return isNextRight && json.images.every((one) => typeof one?.id === 'string' && typeof one.status === 'string');
}

export interface WireImageList {
  readonly images: readonly WireImage[];
  /** Marker of the next page, `null` on the last one. */
  readonly next: string | null;
}

/** @throws WireShapeError */
export function parseImage(json: unknown): WireImage {
  return checkShape('image', image, json);
}

/**
 * Answer of `GET /v2/images`. Of its `next` address only the marker is used: Glance 25.1 drops all
 * tags but the last from it, so the query of the next page is built anew.
 * @throws WireShapeError
 */
export function parseImageList(json: unknown): WireImageList {
  const page = isImageList(json) ? json : checkShape('image list', list, json);
  return { images: page.images, next: markerOf(page.next) };
}

function markerOf(next: string | null | undefined): string | null {
  const query = next?.split('?', 2)[1];
  return query === undefined ? null : new URLSearchParams(query).get('marker');
}
