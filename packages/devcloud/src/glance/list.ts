import { json } from '../kernel/respond.ts';
import { badRequest, forbidden } from './errors.ts';
import { accessConditions, queryConditions } from './filters.ts';
import { type Ask, lookUp, readableImage } from './glance.ts';
import type { StoredImage } from './image.ts';
import { enforce, isAdmin } from './policy.ts';
import { afterMarker, orderSql, readSorting } from './sorting.ts';
import { imageJson } from './wire.ts';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 1000;

/** GET /v2/images */
export function listImages(ask: Ask): void {
  const { glance, call, caller } = ask;
  const { query } = call;
  const limit = readLimit(query.get('limit'));
  const wanted = queryConditions(query);
  const visible = accessConditions(caller, query);
  const terms = readSorting(query);
  enforce('get_images', caller);

  const marker = query.get('marker');
  const behind = marker === null ? [] : [afterMarker(terms, markerImage(ask, marker))];
  const conditions = [...behind, ...visible, ...wanted];
  const images = glance.images.select(
    conditions.map((condition) => condition.sql).join(' AND '),
    orderSql(terms),
    limit,
    conditions.flatMap((condition) => condition.params),
  );
  const last = images.length === limit ? images.at(-1) : undefined;
  json(call, 200, {
    images: images.map((image) => imageJson(image, isAdmin(caller))),
    first: pageAddress('/v2/images', query),
    schema: '/v2/schemas/images',
    ...(last ? { next: pageAddress('/v2/images', query, last.id) } : {}),
  });
}

/** GET /v2/images/{id} */
export function showImage(ask: Ask, id: string): void {
  json(ask.call, 200, imageJson(readableImage(ask, id), isAdmin(ask.caller)));
}

/** How many rows a page has. Throws 400. */
export function readLimit(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest('limit param must be an integer');
  const limit = Number(text);
  if (limit < 0) throw badRequest('limit param must be positive');
  return Math.min(limit, MAX_LIMIT);
}

/** The query again, with another marker. Of a name given twice only the last value stays, as in the original. */
export function pageAddress(path: string, query: URLSearchParams, marker?: string): string {
  const params = new URLSearchParams([...new Map([...query].filter(([name]) => name !== 'marker'))]);
  if (marker !== undefined) params.set('marker', marker);
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

function markerImage(ask: Ask, id: string): StoredImage {
  const image = lookUp(ask, id);
  if (image) return image;
  if (ask.glance.images.get(id)) throw forbidden(`Forbidding request, image ${id} not visible`);
  throw badRequest(`No image found with ID ${id}`);
}
