import { request } from 'node:http';
import { type Problem, paths, TUS_CONTENT_TYPE, TUS_VERSION } from '@console/bff-contract';
import type { BffSession } from '../support/bff-session.ts';

/** An answer of `/api/uploads`, or that the connection broke before one. */
export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly problem: Problem | null }
  | { readonly kind: 'broken' };

/** One person's uploads at a console, a fresh connection for each request. */
export interface TusSender {
  /** Bytes of file data handed to the network so far, those that were lost with a connection included. */
  readonly sent: () => number;
  create(imageId: string, length: number, via?: 'file' | 'stage'): Promise<Reply>;
  head(location: string): Promise<Reply>;
  /** Sends a slice; `cutAt` breaks the connection after so many of its bytes. */
  append(location: string, offset: number, slice: Buffer, cutAt?: number): Promise<Reply>;
  remove(location: string): Promise<Reply>;
}

const PIECE = 64 * 1024;

export function createTusSender(url: string, caller: BffSession): TusSender {
  let sent = 0;
  const send = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: Buffer = Buffer.alloc(0),
    cutAt = -1,
  ) =>
    new Promise<Reply>((resolve) => {
      const call = request(url + path, {
        method,
        agent: false,
        headers: {
          ...caller.headers,
          'Tus-Resumable': TUS_VERSION,
          'Content-Length': String(body.length),
          ...headers,
        },
      });
      call.on('error', () => resolve({ kind: 'broken' }));
      call.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => undefined);
        response.on('close', () => {
          const text = Buffer.concat(parts).toString();
          const problem = text.startsWith('{') ? (JSON.parse(text) as Problem) : null;
          const entries = Object.entries(response.headers).map(([name, value]): [string, string] => [name, `${value}`]);
          resolve({ kind: 'answer', status: response.statusCode ?? 0, headers: new Headers(entries), problem });
        });
      });
      write(0);
      function write(from: number): void {
        if (cutAt >= 0 && from >= cutAt) return void call.destroy();
        if (from >= body.length) return void call.end();
        const piece = body.subarray(from, Math.min(from + PIECE, cutAt >= 0 ? cutAt : body.length));
        call.write(piece, (error) => {
          if (error) return;
          sent += piece.length;
          write(from + piece.length);
        });
      }
    });

  return {
    sent: () => sent,
    create(imageId, length, via = 'file') {
      const pairs = Object.entries({ imageId, via }).map(([key, value]) => `${key} ${btoa(value)}`);
      return send('POST', paths.uploads, { 'Upload-Length': String(length), 'Upload-Metadata': pairs.join(',') });
    },
    head: (location) => send('HEAD', location, {}),
    append: (location, offset, slice, cutAt) =>
      send('PATCH', location, { 'Content-Type': TUS_CONTENT_TYPE, 'Upload-Offset': String(offset) }, slice, cutAt),
    remove: (location) => send('DELETE', location, {}),
  };
}

/** Short words for a reply. */
export function describeReply(reply: Reply): string {
  if (reply.kind === 'broken') return 'connection broken';
  const { status, problem } = reply;
  if (problem === null) return String(status);
  return [status, problem.code, problem.reason, problem.upstream?.status, problem.upstream?.message]
    .filter((word) => word !== undefined)
    .join(' ');
}

/** The answer, or an error that says what came instead. */
export function expectStatus(reply: Reply, status: number): Headers {
  if (reply.kind === 'answer' && reply.status === status) return reply.headers;
  throw new Error(`${status} was expected, not: ${describeReply(reply)}`);
}

export const offsetOf = (headers: Headers): number => Number(headers.get('upload-offset'));
export const locationOf = (headers: Headers): string => headers.get('location') ?? '';
