import type { Actor, CaseContext, RequestOptions } from './case-context.ts';
import type { Reply } from './send-request.ts';

/** Attributes that an image needs before it accepts data. */
export const rawBare = { disk_format: 'raw', container_format: 'bare' } as const;

export const octetStream = { 'Content-Type': 'application/octet-stream' };

/** PUT /v2/images/{id}/file with the whole data. The status of the reply is not checked. */
export function uploadImage(
  context: CaseContext,
  who: Actor,
  id: string,
  body: string | Buffer,
  more: RequestOptions = {},
): Promise<Reply> {
  return context.image(who, 'PUT', `/v2/images/${id}/file`, {
    ...more,
    headers: { ...octetStream, ...more.headers },
    body,
  });
}

/** PUT /v2/images/{id}/stage. The status of the reply is not checked. */
export function stageImage(
  context: CaseContext,
  who: Actor,
  id: string,
  body: string | Buffer,
  more: RequestOptions = {},
): Promise<Reply> {
  return context.image(who, 'PUT', `/v2/images/${id}/stage`, {
    ...more,
    headers: { ...octetStream, ...more.headers },
    body,
  });
}

/** An upload that pauses after its first half. */
export interface PartialUpload {
  readonly half: Buffer;
  /** Sends the second half. */
  readonly finish: () => Promise<Reply>;
  /** Closes the connection; resolves when it is closed. */
  readonly cut: () => Promise<void>;
}

/** Sends half of 1,000,000 bytes of raw data and waits until the image is `saving` or `uploading`. */
export async function startPartialUpload(
  context: CaseContext,
  who: Actor,
  id: string,
  operation: 'file' | 'stage',
  form: 'measured' | 'chunked' = 'measured',
): Promise<PartialUpload> {
  const half = Buffer.alloc(500_000, 'half');
  const secondHalf = Promise.withResolvers<Buffer>();
  const length = { 'Content-Length': String(2 * half.length) };
  const headers = { ...octetStream, ...(form === 'measured' ? length : {}) };
  const reply = context.image(who, 'PUT', `/v2/images/${id}/${operation}`, {
    headers,
    body: inTwo(half, secondHalf.promise),
  });
  reply.catch(() => undefined);
  const moving = operation === 'file' ? 'saving' : 'uploading';
  await context.waitUntil(
    () => context.fetchImage(who, id),
    ({ status }) => status === moving,
  );
  return {
    half,
    finish: () => {
      secondHalf.resolve(half);
      return reply;
    },
    cut: async () => {
      secondHalf.reject(new Error('cut'));
      await reply.catch(() => undefined);
    },
  };
}

async function* inTwo(first: Buffer, second: Promise<Buffer>): AsyncIterable<Buffer> {
  yield first;
  yield await second;
}
