import type { Reply } from './wire.ts';
import type { Asking, Who, World } from './world.ts';

/** What an image needs before it takes data. */
export const rawBare = { disk_format: 'raw', container_format: 'bare' } as const;

export const octets = { 'Content-Type': 'application/octet-stream' };

/** Sends data whole, to `file` unless told otherwise; what comes back is not judged. */
export function upload(world: World, who: Who, id: string, body: string | Buffer, more: Asking = {}): Promise<Reply> {
  return world.image(who, 'PUT', `/v2/images/${id}/file`, { ...more, headers: { ...octets, ...more.headers }, body });
}

/** Like `upload`, to wait for an import. */
export function stage(world: World, who: Who, id: string, body: string | Buffer, more: Asking = {}): Promise<Reply> {
  return world.image(who, 'PUT', `/v2/images/${id}/stage`, { ...more, headers: { ...octets, ...more.headers }, body });
}

/** An upload that stands half-way until it is told how to go on. */
export interface HalfUpload {
  readonly half: Buffer;
  /** Sends the other half. */
  readonly finish: () => Promise<Reply>;
  /** Goes away; resolves when the line is down. */
  readonly cut: () => Promise<void>;
}

/** Begins to send 1,000,000 bytes of raw disk and waits until the image is in the moving state of `place`. */
export async function halfUpload(
  world: World,
  who: Who,
  id: string,
  place: 'file' | 'stage',
  form: 'measured' | 'chunked' = 'measured',
): Promise<HalfUpload> {
  const half = Buffer.alloc(500_000, 'half');
  const gate = Promise.withResolvers<Buffer>();
  const length = { 'Content-Length': String(2 * half.length) };
  const headers = { ...octets, ...(form === 'measured' ? length : {}) };
  const reply = world.image(who, 'PUT', `/v2/images/${id}/${place}`, { headers, body: inTwo(half, gate.promise) });
  reply.catch(() => undefined);
  const moving = place === 'file' ? 'saving' : 'uploading';
  await world.until(
    () => world.show(who, id),
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
