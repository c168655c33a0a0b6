import { request } from 'node:http';
import { type Problem, paths, TUS_CONTENT_TYPE, TUS_VERSION } from '@console/bff-contract';
import { KiB, MiB } from '@console/units';
import type { BffSession } from '../support/bff-session.ts';
import type { SeededBytes } from './seeded-bytes.ts';

export const SLICE_BYTES = 8 * MiB;
const CHUNK_BYTES = 64 * KiB;

/** A response of `/api/uploads`, or a connection that broke before the response. */
export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly problem: Problem | null }
  | { readonly kind: 'broken' };

/** A tus client for the uploads of one session, with a new connection for each request. */
export interface TusSender {
  /** Bytes of file data written to connections so far, including those that were lost with a connection. */
  readonly sentBytes: () => number;
  create(imageId: string, length: number, via?: 'file' | 'stage'): Promise<Reply>;
  head(location: string): Promise<Reply>;
  /** Sends a slice. With `cutAt` it breaks the connection after that many bytes. */
  append(location: string, offset: number, slice: Buffer, cutAt?: number): Promise<Reply>;
}

export function createTusSender(url: string, session: BffSession): TusSender {
  let sentBytes = 0;
  const send = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: Buffer = Buffer.alloc(0),
    cutAt = -1,
  ) =>
    new Promise<Reply>((resolve) => {
      const outgoing = request(url + path, {
        method,
        agent: false,
        headers: {
          ...session.headers,
          'Tus-Resumable': TUS_VERSION,
          'Content-Length': String(body.length),
          ...headers,
        },
      });
      outgoing.on('error', () => resolve({ kind: 'broken' }));
      outgoing.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => undefined);
        response.on('close', () => {
          const text = Buffer.concat(chunks).toString();
          const problem = text.startsWith('{') ? (JSON.parse(text) as Problem) : null;
          const entries = Object.entries(response.headers).map(([name, value]): [string, string] => [name, `${value}`]);
          resolve({ kind: 'answer', status: response.statusCode ?? 0, headers: new Headers(entries), problem });
        });
      });
      writeFrom(0);
      function writeFrom(position: number): void {
        if (cutAt >= 0 && position >= cutAt) return void outgoing.destroy();
        if (position >= body.length) return void outgoing.end();
        const chunk = body.subarray(position, Math.min(position + CHUNK_BYTES, cutAt >= 0 ? cutAt : body.length));
        outgoing.write(chunk, (error) => {
          if (error) return;
          sentBytes += chunk.length;
          writeFrom(position + chunk.length);
        });
      }
    });

  return {
    sentBytes: () => sentBytes,
    create(imageId, length, via = 'file') {
      const metadata = Object.entries({ imageId, via }).map(([key, value]) => `${key} ${btoa(value)}`);
      return send('POST', paths.uploads, { 'Upload-Length': String(length), 'Upload-Metadata': metadata.join(',') });
    },
    head: (location) => send('HEAD', location, {}),
    append: (location, offset, slice, cutAt) =>
      send('PATCH', location, { 'Content-Type': TUS_CONTENT_TYPE, 'Upload-Offset': String(offset) }, slice, cutAt),
  };
}

/** Sends a range of the file slice by slice. Returns the last reply, or the first one that is not 204. */
export async function sendSlices(
  sender: TusSender,
  location: string,
  file: SeededBytes,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Reply | null> {
  let reply: Reply | null = null;
  for (let offset = from; offset < to; ) {
    reply = await sender.append(location, offset, file.read(offset, Math.min(SLICE_BYTES, to - offset)));
    if (reply.kind !== 'answer' || reply.status !== 204) return reply;
    offset = offsetOf(reply.headers);
  }
  return reply;
}

/** Returns status, code, reason and the cloud's own status and message. */
export function describeReply(reply: Reply): string {
  if (reply.kind === 'broken') return 'connection broken';
  const { status, problem } = reply;
  if (problem === null) return String(status);
  return [status, problem.code, problem.reason, problem.upstream?.status, problem.upstream?.message]
    .filter((word) => word !== undefined)
    .join(' ');
}

/** Returns the headers of a reply. @throws if it has another status than the expected one */
export function expectStatus(reply: Reply, status: number): Headers {
  if (reply.kind === 'answer' && reply.status === status) return reply.headers;
  throw new Error(`Expected ${status}, received: ${describeReply(reply)}`);
}

export const offsetOf = (headers: Headers): number => Number(headers.get('upload-offset'));
export const locationOf = (headers: Headers): string => headers.get('location') ?? '';
