import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { giveBack } from '../http/flow.ts';
import { type LostReason, reasonOf } from './lost.ts';

/** Larger HTTP chunks are refused by some WSGI servers. */
const PIECE_BYTES = 64 * 1024;
/** An answer to a PUT is a sentence; more than this is cut off. */
const ANSWER_BYTES = 64 * 1024;

export interface TlsOptions {
  /** PEM of the authorities to trust. */
  readonly ca?: string;
  readonly rejectUnauthorized?: boolean;
}

export interface LineTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the whole body, for `Content-Length`; `null` sends `Transfer-Encoding: chunked`. */
  readonly contentLength: number | null;
  readonly tls: TlsOptions;
  /** The upstream has sent `100 Continue`, perhaps long after it was waited for. */
  readonly onContinue?: () => void;
}

export interface LineTimes {
  readonly connectMs: number;
  readonly continueMs: number;
  readonly stallMs: number;
  readonly answerMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
export type LineEnd =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly reason: LostReason };

/** One PUT to the image API, open from its first byte to its answer. Nothing here throws or rejects. */
export interface Line {
  /** The body may flow, or the line has ended already. */
  readonly ready: Promise<void>;
  readonly ended: Promise<LineEnd>;
  /** How it ended, while it is known. */
  end(): LineEnd | null;
  /** `null`: go on; a promise: wait for it first. Bytes given after the end are dropped. */
  write(bytes: Buffer): Promise<void> | null;
  /** No more bytes; the answer is awaited. */
  finish(): void;
  destroy(reason: LostReason): void;
  /** Bytes written here and not yet taken by the socket. */
  buffered(): number;
}

export function openLine(target: LineTarget, times: LineTimes): Line {
  const request = (target.url.startsWith('https:') ? https : http).request(target.url, {
    ...target.tls,
    method: 'PUT',
    // A kept-alive socket may be closed by the upstream just now; a body cannot be sent twice.
    agent: false,
    headers: { ...target.headers, ...framing(target.contentLength), Expect: '100-continue' },
  });

  let known: LineEnd | null = null;
  const ended = Promise.withResolvers<LineEnd>();
  const ready = Promise.withResolvers<void>();
  let drained: (() => void) | null = null;
  let flowing = false;
  let answering = false;
  let finishing = false;
  let timer = setTimeout(() => destroy('unreachable'), times.connectMs);

  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };
  const flowOn = () => {
    if (!finishing) clearTimeout(timer);
    drained?.();
    drained = null;
  };
  const settle = (end: LineEnd) => {
    if (known) return;
    known = end;
    clearTimeout(timer);
    flowOn();
    request.destroy();
    ready.resolve();
    ended.resolve(end);
  };
  const destroy = (reason: LostReason) => settle({ kind: 'lost', reason });

  const flow = () => {
    flowing = true;
    ready.resolve();
  };

  request.once('socket', (socket) => {
    socket.setKeepAlive(true, 30_000);
    const connected = 'encrypted' in socket ? 'secureConnect' : 'connect';
    socket.once(connected, () => {
      if (!known) wait(times.continueMs, flow);
    });
  });
  request.once('continue', () => {
    target.onContinue?.();
    // One that comes late finds another timer running: for the socket, or for the answer.
    if (flowing) return;
    clearTimeout(timer);
    flow();
  });
  request.once('response', (response) => {
    answering = true;
    void collect(response).then((body) =>
      settle({ kind: 'answered', answer: { status: response.statusCode ?? 0, headers: response.headers, body } }),
    );
  });
  // A response under way tells more than the reset that follows it.
  request.on('error', (error) => {
    if (!answering) destroy(reasonOf(error));
  });
  request.once('close', () => {
    if (!answering) destroy('reset');
  });
  request.on('drain', flowOn);
  request.flushHeaders();

  return {
    ready: ready.promise,
    ended: ended.promise,
    end: () => known,
    write(bytes) {
      if (known) return null;
      let free = true;
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        free = request.write(piece, (error) => {
          if (!error) giveBack(piece);
        });
      }
      if (free) return null;
      wait(times.stallMs, () => destroy('stalled'));
      return new Promise((resolve) => {
        const before = drained;
        drained = () => {
          before?.();
          resolve();
        };
      });
    },
    finish() {
      if (known) return;
      finishing = true;
      request.end();
      wait(times.answerMs, () => destroy('timeout'));
    },
    destroy,
    buffered: () => (known ? 0 : request.writableLength),
  };
}

function framing(contentLength: number | null): Record<string, string> {
  return contentLength === null ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': String(contentLength) };
}

/** The body as far as it came: a status without its sentence is worth more than nothing. */
function collect(response: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= ANSWER_BYTES) parts.push(part);
    });
    response.on('error', () => undefined);
    response.once('close', () => resolve(Buffer.concat(parts)));
  });
}
