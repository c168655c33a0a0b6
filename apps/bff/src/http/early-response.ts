import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

export interface WholeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** How long a connection stays open after a response that did not wait for the request's body, in ms. */
const lingerMs = 2000;

/**
 * Sends a response, whether or not the request's body has arrived. A browser reads no response before it has sent its
 * body or the connection closes, and closing a socket with unread bytes resets it, which discards the response. So the
 * response is sent at once, the rest of the body is read and dropped for `lingerMs`, and then the connection closes.
 * Nothing is sent when a response has begun or the connection is gone.
 */
export function respondEarly(response: Response, { status, headers, body }: WholeResponse): void {
  const request: IncomingMessage = response.req;
  if (response.headersSent || response.destroyed) return;
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status !== 204) response.setHeader('Content-Length', Buffer.byteLength(body));
  if (request.complete || !hasBody(request)) {
    response.end(body);
    return;
  }
  response.setHeader('Connection', 'close');
  // `response.end()` would close the connection at once because of `Connection: close`.
  if (body.length > 0) response.write(body);
  else response.flushHeaders();
  const close = () => {
    clearTimeout(timer);
    response.end();
    request.socket.destroySoon();
  };
  const timer = setTimeout(close, lingerMs);
  request.once('end', close);
  request.once('close', close);
  request.resume();
}

/** Whether the request's head announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
