import { z } from 'zod';
import type { Creation } from './tus.ts';
import type { Settled } from './upload.ts';

/** GETs an address of the image API; `null` where nothing came back. Never rejects. */
export type Look = (url: string, token: string) => Promise<{ readonly status: number; readonly text: string } | null>;

/** Whose data is on its way, and how it can be asked after. */
export interface Target extends Pick<Creation, 'imageId' | 'length' | 'via'> {
  readonly imageUrl: string;
  readonly token: string;
}

const imageShape = z.object({
  status: z.string(),
  size: z.number().nullish(),
  os_hash_value: z.string().nullish(),
});
/** `signedOut`: the token is not taken any more. */
export type Standing = z.infer<typeof imageShape> | 'gone' | 'signedOut' | 'unknown';
const quotaShape = z.object({ limit: z.number(), usage: z.number() });
const usageShape = z.object({ usage: z.record(z.string(), quotaShape) });
const MiB = 1024 * 1024;

/** How the image stands. Never rejects. */
export async function standing({ imageUrl, token, imageId }: Target, look: Look): Promise<Standing> {
  const answer = await look(`${imageUrl}/v2/images/${imageId}`, token);
  if (answer?.status === 404) return 'gone';
  if (answer?.status === 401) return 'signedOut';
  return (answer?.status === 200 ? read(imageShape, answer.text) : undefined) ?? 'unknown';
}

type Lost = Extract<Settled, { kind: 'lost' }>;
/** Losses behind which the cloud may have had a reason, and its answer was lost with the connection. */
const unexplained = new Set<Lost['reason']>(['reset', 'early', 'timeout']);

/**
 * A cloud that answers in the middle of the body and closes at once takes its answer with it, and one that fails inside
 * (500) gives none. What became of the image tells what it was: taken after all, gone, unusable, or too large for what
 * is left of the quota. Everything else stays what it was.
 * @param whole the last byte had been sent
 */
export async function explain(settled: Settled, whole: boolean, target: Target, look: Look): Promise<Settled> {
  switch (settled.kind) {
    case 'lost':
      return unexplained.has(settled.reason) ? explainLoss(settled, whole, target, look) : settled;
    case 'refused':
      return settled.refusal.status >= 500 && isSpoilt(await standing(target, look))
        ? { ...settled, kind: 'mismatch' }
        : settled;
    default:
      return settled;
  }
}

async function explainLoss(lost: Lost, whole: boolean, target: Target, look: Look): Promise<Settled> {
  const image = await standing(target, look);
  if (image === 'gone') return refused(404, `Failed to find image ${target.imageId}`);
  if (image === 'unknown' || image === 'signedOut') return lost;
  if (whole && target.via === 'file' && image.status === 'active' && image.size === target.length)
    return { kind: 'done' };
  if (isSpoilt(image)) return { ...refused(415, 'The data is not of the disk format of the image.'), kind: 'mismatch' };
  if (image.status !== 'queued') return lost;
  return (await quotaRefusal(target, look)) ?? lost;
}

/**
 * Glance 30 keeps the hash of data it has refused for not being of the image's format, and then answers every further
 * PUT with 500.
 */
function isSpoilt(image: Standing): boolean {
  return typeof image === 'object' && image.status === 'queued' && typeof image.os_hash_value === 'string';
}

async function quotaRefusal(target: Target, look: Look): Promise<Settled | null> {
  const answer = await look(`${target.imageUrl}/v2/info/usage`, target.token);
  const name = target.via === 'stage' ? 'image_stage_total' : 'image_size_total';
  const quota = answer?.status === 200 ? read(usageShape, answer.text)?.usage[name] : undefined;
  if (quota === undefined || quota.limit < 0) return null;
  if (quota.usage + Math.ceil(target.length / MiB) <= quota.limit) return null;
  return refused(413, `${name} is over limit of ${quota.limit} due to current usage ${quota.usage}`);
}

/** In the words the image API has for it, which the browser knows. */
function refused(status: number, message: string) {
  return { kind: 'refused', refusal: { status, message } } as const;
}

function read<T extends z.ZodType>(shape: T, text: string): z.infer<T> | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
