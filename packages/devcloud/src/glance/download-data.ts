import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { sendEmpty } from '../kernel/send-response.ts';
import { enforcePolicyOn, isAdmin } from './enforce-policy.ts';
import { type GlanceRequest, requireImage } from './glance.ts';
import { badRequest, forbidden, unsatisfiable } from './glance-fault.ts';
import { isSpoilt } from './stored-image.ts';

const READ_AHEAD_BYTES = 256 * 1024;

/** GET /v2/images/{id}/file. Answers the whole data or one range, and 204 while the image has no data. */
export async function downloadData(request: GlanceRequest, id: string): Promise<void> {
  const { glance, call, caller } = request;
  const image = requireImage(request, id);
  if (image.status === 'deactivated' && !isAdmin(caller)) {
    throw forbidden('The requested image has been deactivated. Image data download is forbidden.');
  }
  enforcePolicyOn('download_image', caller, image);
  const store = image.stores.find((one) => glance.files.has(one, id));
  if (store === undefined) {
    // For a range of an image without data Glance fails after it has sent the status line, so the client gets no body.
    if (call.req.headers.range === undefined || image.size !== null) sendEmpty(call, 204);
    else call.res.destroy();
    return;
  }
  if (isSpoilt(image)) {
    // Release 2025.1 sends the literal size `None` as Content-Length, which no conforming client accepts.
    call.res.socket?.end('HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: None\r\n\r\n');
    return;
  }
  const size = glance.files.size(store, id);
  const range = parseRange(call.req.headers.range, size);
  const headers = {
    'Content-Type': 'application/octet-stream',
    ...(image.checksum ? { 'Content-MD5': image.checksum } : {}),
  };
  if (range) {
    call.res.writeHead(206, {
      ...headers,
      'Content-Range': `bytes ${range.start}-${range.end}/${size}`,
      'Content-Length': String(range.end - range.start + 1),
    });
  } else {
    call.res.writeHead(200, { ...headers, 'Content-Length': String(size) });
  }
  if (size === 0) {
    call.res.end();
    return;
  }
  const source = createReadStream(glance.files.path(store, id), {
    ...(range ? { start: range.start, end: range.end } : { start: 0, end: size - 1 }),
    highWaterMark: READ_AHEAD_BYTES,
  });
  try {
    await pipeline(source, call.res);
  } catch (error) {
    if (!call.res.destroyed) throw error;
  }
}

/** Offsets of the first and the last byte, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a Range header for `size` bytes. Throws 400 for several ranges and 416 for an invalid or unsatisfiable one.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  if (header === undefined) return null;
  if (header.includes(',')) {
    throw badRequest(
      'Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.',
    );
  }
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header);
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) throw unsatisfiable('Invalid Range header.');
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size - 1 };
  const start = Number(first);
  if (last !== '' && Number(last) < start) throw unsatisfiable('Invalid Range header.');
  if (start >= size) {
    throw unsatisfiable(
      `Invalid start position in Range header. Start position MUST be in the inclusive range [0, ${size - 1}].`,
    );
  }
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
