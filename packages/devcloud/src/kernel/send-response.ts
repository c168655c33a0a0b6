import type { Call } from './service.ts';

export type Headers = Readonly<Record<string, string>>;

/** Sends JSON with its Content-Length. */
export function sendJson(call: Call, status: number, body: unknown, headers: Headers = {}): void {
  sendResponse(call, status, JSON.stringify(body), 'application/json', headers);
}

/** Sends text of any content type. */
export function sendResponse(
  call: Call,
  status: number,
  body: string,
  contentType: string,
  headers: Headers = {},
): void {
  const bytes = Buffer.from(body);
  call.res.writeHead(status, { 'Content-Type': contentType, 'Content-Length': String(bytes.length), ...headers });
  call.res.end(bytes);
}

/** Sends a response without a body. */
export function sendEmpty(call: Call, status: number, headers: Headers = {}): void {
  call.res.writeHead(status, status === 204 ? headers : { 'Content-Length': '0', ...headers });
  call.res.end();
}

export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'tooLarge' };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a small JSON body; not for image data. `limit` in bytes. Throws when the client disconnects. */
export async function readJson(call: Call, limit = 1024 * 1024): Promise<JsonBody> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of call.body() as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= limit) pieces.push(piece);
  }
  if (size > limit) return { kind: 'tooLarge' };
  if (size === 0) return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(strictUtf8.decode(Buffer.concat(pieces))) };
  } catch {
    return { kind: 'malformed' };
  }
}
