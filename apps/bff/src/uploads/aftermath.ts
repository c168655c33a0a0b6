import { z } from 'zod';
import type { Creation } from './tus.ts';
import type { Settled } from './upload.ts';

/** GETs an address of the image API; `null` where nothing came back. Never rejects. */
export type Look = (url: string, token: string) => Promise<{ readonly status: number; readonly text: string } | null>;

type Lost = Extract<Settled, { kind: 'lost' }>;

interface Loss extends Pick<Creation, 'imageId' | 'length' | 'via'> {
  readonly imageUrl: string;
  readonly token: string;
  /** The last byte had been sent. */
  readonly whole: boolean;
}

const imageShape = z.object({ status: z.string(), size: z.number().nullish() });
const quotaShape = z.object({ limit: z.number(), usage: z.number() });
const usageShape = z.object({ usage: z.record(z.string(), quotaShape) });
const MiB = 1024 * 1024;

/** Losses behind which the cloud may have had a reason, and its answer was lost with the connection. */
const unexplained = new Set<Lost['reason']>(['reset', 'early', 'timeout']);

/**
 * A cloud that answers in the middle of the body and closes at once takes its answer with it. What became of the image
 * tells what it was: taken after all, gone, or too large for what is left of the quota.
 */
export async function explain(lost: Lost, loss: Loss, look: Look): Promise<Settled> {
  if (!unexplained.has(lost.reason)) return lost;
  const answer = await look(`${loss.imageUrl}/v2/images/${loss.imageId}`, loss.token);
  if (answer?.status === 404) return refused(404, `Failed to find image ${loss.imageId}`);
  const image = answer?.status === 200 ? read(imageShape, answer.text) : undefined;
  if (image === undefined) return lost;
  if (loss.whole && loss.via === 'file' && image.status === 'active' && image.size === loss.length)
    return { kind: 'done' };
  if (image.status !== 'queued') return lost;
  return (await quotaRefusal(loss, look)) ?? lost;
}

async function quotaRefusal(loss: Loss, look: Look): Promise<Settled | null> {
  const answer = await look(`${loss.imageUrl}/v2/info/usage`, loss.token);
  const name = loss.via === 'stage' ? 'image_stage_total' : 'image_size_total';
  const quota = answer?.status === 200 ? read(usageShape, answer.text)?.usage[name] : undefined;
  if (quota === undefined || quota.limit < 0) return null;
  if (quota.usage + Math.ceil(loss.length / MiB) <= quota.limit) return null;
  return refused(413, `${name} is over limit of ${quota.limit} due to current usage ${quota.usage}`);
}

/** In the words the image API has for it, which the browser knows. */
function refused(status: number, message: string): Settled {
  return { kind: 'refused', refusal: { status, message } };
}

function read<T extends z.ZodType>(shape: T, text: string): z.infer<T> | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
