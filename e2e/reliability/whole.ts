import type { ImageState } from './glance-images.ts';
import type { Bytes } from './seeded-bytes.ts';
import { expectStatus, offsetOf, type Reply, type TusSender } from './tus-sender.ts';

export const SLICE = 8 * 1024 ** 2;

/** Sends what is missing from `offset` to `end`, slice by slice; answers the last reply, or the first that is no 204. */
export async function sendOn(
  sender: TusSender,
  location: string,
  bytes: Bytes,
  range: { readonly from: number; readonly to: number },
): Promise<Reply | null> {
  let reply: Reply | null = null;
  for (let at = range.from; at < range.to; ) {
    reply = await sender.append(location, at, bytes.at(at, Math.min(SLICE, range.to - at)));
    if (reply.kind !== 'answer' || reply.status !== 204) return reply;
    at = offsetOf(expectStatus(reply, 204));
  }
  return reply;
}

/** `equal`, or how the image differs from the first `length` bytes. */
export function verdict(image: ImageState, bytes: Bytes, length: number): string {
  if (image.status !== 'active') return image.status;
  if (image.size !== length) return `size ${image.size}`;
  return image.os_hash_value === bytes.sha512(length) ? 'equal' : 'SHA-512 differs';
}
