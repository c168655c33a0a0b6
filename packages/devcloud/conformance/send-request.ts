import { type IncomingHttpHeaders, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface Reply {
  readonly status: number;
  /** Names are lowercase. */
  readonly headers: IncomingHttpHeaders;
  /** Parsed if the content type is JSON; else the text, `''` for no body. */
  readonly body: unknown;
  /** The body as received. */
  readonly bytes: Buffer;
}

export interface RequestBodyAndHeaders {
  readonly headers?: Readonly<Record<string, string>>;
  /** An iterable is sent chunked unless the headers contain a length. */
  readonly body?: string | Buffer | AsyncIterable<Buffer>;
}

/** Idle timeout in ms. */
const silence = 60_000;

/**
 * Sends one request on a connection of its own, because a server may close an idle connection just as it is reused. It
 * sends only these headers: a client that adds `Accept` changes Glance's responses.
 */
export function sendRequest(
  method: string,
  url: string,
  { headers = {}, body }: RequestBodyAndHeaders = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const whole = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : null;
    const length = whole ? { 'Content-Length': String(whole.length) } : {};
    const open = url.startsWith('https:') ? secure : plain;
    const outgoing = open(url, { method, agent: false, headers: { ...length, ...headers } }, (incoming) => {
      received(incoming).then(resolve, reject);
    });
    outgoing.on('error', reject);
    outgoing.setTimeout(silence, () => {
      outgoing.destroy(new Error(`${method} ${url}: no answer for ${silence / 1000} s`));
    });
    if (body === undefined || whole) outgoing.end(whole ?? undefined);
    else pipeline(Readable.from(body as AsyncIterable<Buffer>), outgoing).catch(reject);
  });
}

async function received(incoming: IncomingMessage): Promise<Reply> {
  const bytes = await buffer(incoming);
  const { statusCode = 0, headers } = incoming;
  return { status: statusCode, headers, bytes, body: parsed(bytes, headers['content-type'] ?? '') };
}

function parsed(bytes: Buffer, contentType: string): unknown {
  const text = bytes.length < 8 * 1024 * 1024 ? bytes.toString() : '';
  return contentType.includes('json') && text !== '' ? JSON.parse(text) : text;
}
