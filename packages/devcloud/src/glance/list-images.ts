import { sendJson } from '../kernel/send-response.ts';
import { enforcePolicy, isAdmin } from './enforce-policy.ts';
import { findVisibleImage, type GlanceRequest, requireReadableImage } from './glance.ts';
import { badRequest, forbidden } from './glance-fault.ts';
import { imageJson } from './image-json.ts';
import { accessConditions, queryConditions } from './query-conditions.ts';
import { afterMarker, orderSql, parseSorting } from './sorting.ts';
import type { StoredImage } from './stored-image.ts';

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 1000;

/** GET /v2/images */
export function listImages(request: GlanceRequest): void {
  const { glance, call, caller } = request;
  const { query } = call;
  const limit = readLimit(query.get('limit'));
  const wanted = queryConditions(query);
  const visible = accessConditions(caller, query);
  const terms = parseSorting(query);
  enforcePolicy('get_images', caller);

  const marker = query.get('marker');
  const behind = marker === null ? [] : [afterMarker(terms, markerImage(request, marker))];
  const conditions = [...behind, ...visible, ...wanted];
  const images = glance.images.select(
    conditions.map((condition) => condition.sql).join(' AND '),
    orderSql(terms),
    limit,
    conditions.flatMap((condition) => condition.params),
  );
  const last = images.length === limit ? images.at(-1) : undefined;
  sendJson(call, 200, {
    images: images.map((image) => imageJson(image, isAdmin(caller))),
    first: pageAddress('/v2/images', query),
    schema: '/v2/schemas/images',
    ...(last ? { next: pageAddress('/v2/images', query, last.id) } : {}),
  });
}

/** GET /v2/images/{id} */
export function showImage(request: GlanceRequest, id: string): void {
  sendJson(request.call, 200, imageJson(requireReadableImage(request, id), isAdmin(request.caller)));
}

/** Parses the page size. Throws 400. */
export function readLimit(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest('limit param must be an integer');
  const limit = Number(text);
  if (limit < 0) throw badRequest('limit param must be positive');
  return Math.min(limit, MAX_LIMIT);
}

/** Builds the same query with another marker. Of a repeated parameter only the last value is kept, as in Glance. */
export function pageAddress(path: string, query: URLSearchParams, marker?: string): string {
  const params = new URLSearchParams([...new Map([...query].filter(([name]) => name !== 'marker'))]);
  if (marker !== undefined) params.set('marker', marker);
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

function markerImage(request: GlanceRequest, id: string): StoredImage {
  const image = findVisibleImage(request, id);
  if (image) return image;
  if (request.glance.images.get(id)) throw forbidden(`Forbidding request, image ${id} not visible`);
  throw badRequest(`No image found with ID ${id}`);
}
