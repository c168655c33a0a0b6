import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { UploadLoss } from '@console/bff-contract';
import { KiB } from '@console/units';
import type { TlsOptions } from '../config.ts';
import { freeBuffer } from '../http/pipe-response.ts';
import { classifyError } from './classify-response.ts';
import type { CloudTimeouts } from './timeouts.ts';

/** Some WSGI servers refuse larger HTTP chunks. */
const maxChunkBytes = 64 * KiB;
/** The body of a response to a PUT is a sentence; the rest of a longer one is dropped. */
const maxResponseBytes = 64 * KiB;

export interface UpstreamTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Length of the whole body in bytes; `null` sends `Transfer-Encoding: chunked`. */
  readonly contentLength: number | null;
  readonly tls: TlsOptions;
  /** Called for `100 Continue`, also when it arrives after `continueMs`. */
  readonly onContinue?: (() => void) | undefined;
}

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
export type UpstreamEnd =
  | { readonly kind: 'answered'; readonly response: UpstreamResponse }
  | { readonly kind: 'lost'; readonly reason: UploadLoss };

/** One PUT of image data, open from its first byte to its response. Nothing here throws or rejects. */
export interface UpstreamRequest {
  /** Resolves when the body may be sent or the request has ended. */
  readonly ready: Promise<void>;
  readonly ended: Promise<UpstreamEnd>;
  /** The end, once it is known. */
  end(): UpstreamEnd | null;
  /** Returns `null` or a promise to wait for before the next write. Bytes are dropped after the end. */
  write(bytes: Buffer): Promise<void> | null;
  /** Ends the body; the response follows in `ended`. */
  finish(): void;
  destroy(reason: UploadLoss): void;
  /** Bytes that the socket has not accepted yet. */
  buffered(): number;
}

export type UpstreamTimeouts = Pick<CloudTimeouts, 'connectMs' | 'continueMs' | 'stallMs' | 'uploadResponseMs'>;

export function openUpstreamRequest(target: UpstreamTarget, timeouts: UpstreamTimeouts): UpstreamRequest {
  const request = (target.url.startsWith('https:') ? https : http).request(target.url, {
    ...target.tls,
    method: 'PUT',
    // The cloud may be closing a kept-alive socket just now, and a streamed body cannot be sent twice.
    agent: false,
    headers: { ...target.headers, ...framingHeaders(target.contentLength), Expect: '100-continue' },
  });

  let end: UpstreamEnd | null = null;
  const ended = Promise.withResolvers<UpstreamEnd>();
  const ready = Promise.withResolvers<void>();
  let onDrain: (() => void) | null = null;
  let isBodyStarted = false;
  let isResponding = false;
  let isFinishing = false;
  let timer = setTimeout(() => destroy('unreachable'), timeouts.connectMs);

  const restartTimer = (ms: number, onTimeout: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(onTimeout, ms);
  };
  const resumeWriters = () => {
    if (!isFinishing) clearTimeout(timer);
    onDrain?.();
    onDrain = null;
  };
  const settle = (result: UpstreamEnd) => {
    if (end) return;
    end = result;
    clearTimeout(timer);
    resumeWriters();
    request.destroy();
    ready.resolve();
    ended.resolve(result);
  };
  const destroy = (reason: UploadLoss) => settle({ kind: 'lost', reason });
  const startBody = () => {
    isBodyStarted = true;
    ready.resolve();
  };

  request.once('socket', (socket) => {
    socket.setKeepAlive(true, 30_000);
    const connected = 'encrypted' in socket ? 'secureConnect' : 'connect';
    socket.once(connected, () => {
      if (!end) restartTimer(timeouts.continueMs, startBody);
    });
  });
  request.once('continue', () => {
    target.onContinue?.();
    // After `continueMs` the timer belongs to a stalled socket or to the response and must keep running.
    if (isBodyStarted) return;
    clearTimeout(timer);
    startBody();
  });
  request.once('response', (response) => {
    isResponding = true;
    void readResponse(response).then((body) =>
      settle({ kind: 'answered', response: { status: response.statusCode ?? 0, headers: response.headers, body } }),
    );
  });
  // After the response has begun, its status is the reason, and a later reset is ignored.
  request.on('error', (error) => {
    if (!isResponding) destroy(classifyError(error));
  });
  request.once('close', () => {
    if (!isResponding) destroy('reset');
  });
  request.on('drain', resumeWriters);
  request.flushHeaders();

  return {
    ready: ready.promise,
    ended: ended.promise,
    end: () => end,
    write(bytes) {
      if (end) return null;
      let hasRoom = true;
      for (let start = 0; start < bytes.length; start += maxChunkBytes) {
        const chunk = bytes.subarray(start, start + maxChunkBytes);
        hasRoom = request.write(chunk, (error) => {
          if (!error) freeBuffer(chunk);
        });
      }
      if (hasRoom) return null;
      restartTimer(timeouts.stallMs, () => destroy('stalled'));
      return new Promise((resolve) => {
        const previous = onDrain;
        onDrain = () => {
          previous?.();
          resolve();
        };
      });
    },
    finish() {
      if (end) return;
      isFinishing = true;
      request.end();
      restartTimer(timeouts.uploadResponseMs, () => destroy('timeout'));
    },
    destroy,
    buffered: () => (end ? 0 : request.writableLength),
  };
}

function framingHeaders(contentLength: number | null): Record<string, string> {
  return contentLength === null ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': String(contentLength) };
}

/** Reads the body as far as it arrives: a response that breaks off still has its status. */
function readResponse(response: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= maxResponseBytes) parts.push(part);
    });
    response.on('error', () => undefined);
    response.once('close', () => resolve(Buffer.concat(parts)));
  });
}
