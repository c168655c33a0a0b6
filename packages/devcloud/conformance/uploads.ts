import type { Actor, CaseContext, RequestOptions } from './case-context.ts';
import type { Reply } from './send-request.ts';

/** What an image needs before it takes data. */
export const rawBare = { disk_format: 'raw', container_format: 'bare' } as const;

export const octetStream = { 'Content-Type': 'application/octet-stream' };

/** Sends data whole, to `file` unless told otherwise; what comes back is not judged. */
export function uploadImage(
  world: CaseContext,
  who: Actor,
  id: string,
  body: string | Buffer,
  more: RequestOptions = {},
): Promise<Reply> {
  return world.image(who, 'PUT', `/v2/images/${id}/file`, {
    ...more,
    headers: { ...octetStream, ...more.headers },
    body,
  });
}

/** Like `upload`, to wait for an import. */
export function stageImage(
  world: CaseContext,
  who: Actor,
  id: string,
  body: string | Buffer,
  more: RequestOptions = {},
): Promise<Reply> {
  return world.image(who, 'PUT', `/v2/images/${id}/stage`, {
    ...more,
    headers: { ...octetStream, ...more.headers },
    body,
  });
}

/** An upload that stands half-way until it is told how to go on. */
export interface PartialUpload {
  readonly half: Buffer;
  /** Sends the other half. */
  readonly finish: () => Promise<Reply>;
  /** Goes away; resolves when the line is down. */
  readonly cut: () => Promise<void>;
}

/** Begins to send 1,000,000 bytes of raw disk and waits until the image is in the moving state of `place`. */
export async function startPartialUpload(
  world: CaseContext,
  who: Actor,
  id: string,
  place: 'file' | 'stage',
  form: 'measured' | 'chunked' = 'measured',
): Promise<PartialUpload> {
  const half = Buffer.alloc(500_000, 'half');
  const gate = Promise.withResolvers<Buffer>();
  const length = { 'Content-Length': String(2 * half.length) };
  const headers = { ...octetStream, ...(form === 'measured' ? length : {}) };
  const reply = world.image(who, 'PUT', `/v2/images/${id}/${place}`, { headers, body: inTwo(half, gate.promise) });
  reply.catch(() => undefined);
  const moving = place === 'file' ? 'saving' : 'uploading';
  await world.waitUntil(
    () => world.fetchImage(who, id),
    ({ status }) => status === moving,
  );
  return {
    half,
    finish: () => {
      gate.resolve(half);
      return reply;
    },
    cut: async () => {
      gate.reject(new Error('cut'));
      await reply.catch(() => undefined);
    },
  };
}

async function* inTwo(first: Buffer, second: Promise<Buffer>): AsyncIterable<Buffer> {
  yield first;
  yield await second;
}
