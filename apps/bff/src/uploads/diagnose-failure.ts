import { parseImage, parseUsageInfo, WireShapeError } from '@console/openstack-api';
import { MiB } from '@console/units';
import type { TusCreation } from './tus-headers.ts';
import type { UploadEnd } from './upload.ts';

/** GETs an address of the image API; `null` without a response. Never rejects. */
export type GetFromImageApi = (
  url: string,
  token: string,
) => Promise<{ readonly status: number; readonly text: string } | null>;

/** The image that an upload fills, and the image API that has it. */
export interface UploadTarget extends Pick<TusCreation, 'imageId' | 'length' | 'via'> {
  readonly imageUrl: string;
  readonly token: string;
}

/** `signedOut`: the image API rejects the token. `unknown`: there was no usable response. */
export type ImageState =
  | { readonly status: string; readonly size: number | null; readonly hash: string | null }
  | 'gone'
  | 'signedOut'
  | 'unknown';

/** Fetches the state of the image. Never rejects. */
export async function fetchImageState(
  { imageUrl, token, imageId }: UploadTarget,
  get: GetFromImageApi,
): Promise<ImageState> {
  const response = await get(`${imageUrl}/v2/images/${imageId}`, token);
  if (response?.status === 404) return 'gone';
  if (response?.status === 401) return 'signedOut';
  const image = response?.status === 200 ? parseOrNull(parseImage, response.text) : null;
  if (image === null) return 'unknown';
  const { status, size, os_hash_value } = image;
  return {
    status,
    size: typeof size === 'number' ? size : null,
    hash: typeof os_hash_value === 'string' ? os_hash_value : null,
  };
}

type LostEnd = Extract<UploadEnd, { kind: 'lost' }>;
/** Losses that may hide a response: the connection closed before the BFF could read it. */
const unexplainedLosses = new Set<LostEnd['reason']>(['reset', 'early', 'timeout']);

/**
 * Finds the reason of a failed upload by looking at the image. A cloud that responds in the middle of the body and
 * closes at once loses its response, and a 500 of Glance has no reason. The image may be active after all, deleted,
 * spoilt by data of another format, or too large for the quota. Any other end is returned unchanged.
 * @param isComplete whether the last byte had been sent
 */
export async function diagnoseFailure(
  end: UploadEnd,
  isComplete: boolean,
  target: UploadTarget,
  get: GetFromImageApi,
): Promise<UploadEnd> {
  if (end.kind === 'lost' && unexplainedLosses.has(end.reason)) return diagnoseLoss(end, isComplete, target, get);
  if (end.kind === 'refused' && end.refusal.status >= 500 && isSpoilt(await fetchImageState(target, get))) {
    return { ...end, kind: 'mismatch' };
  }
  return end;
}

async function diagnoseLoss(
  lost: LostEnd,
  isComplete: boolean,
  target: UploadTarget,
  get: GetFromImageApi,
): Promise<UploadEnd> {
  const image = await fetchImageState(target, get);
  if (image === 'gone') return refusedEnd(404, `Failed to find image ${target.imageId}`);
  if (image === 'unknown' || image === 'signedOut') return lost;
  if (isComplete && target.via === 'file' && image.status === 'active' && image.size === target.length) {
    return { kind: 'done' };
  }
  if (isSpoilt(image)) {
    return { ...refusedEnd(415, 'The data is not of the disk format of the image.'), kind: 'mismatch' };
  }
  return image.status === 'queued' ? ((await diagnoseQuota(target, get)) ?? lost) : lost;
}

/** Glance 30 keeps the hash of data that it refused for its format, and answers every further PUT with 500. */
function isSpoilt(image: ImageState): boolean {
  return typeof image === 'object' && image.status === 'queued' && image.hash !== null;
}

async function diagnoseQuota(
  { imageUrl, token, via, length }: UploadTarget,
  get: GetFromImageApi,
): Promise<UploadEnd | null> {
  const response = await get(`${imageUrl}/v2/info/usage`, token);
  const name = via === 'stage' ? 'image_stage_total' : 'image_size_total';
  const quota = response?.status === 200 ? parseOrNull(parseUsageInfo, response.text)?.[name] : undefined;
  if (quota === undefined || quota.limit < 0) return null;
  if (quota.usage + Math.ceil(length / MiB) <= quota.limit) return null;
  return refusedEnd(413, `${name} is over limit of ${quota.limit} due to current usage ${quota.usage}`);
}

/** A refusal with Glance's own text, which the browser recognizes. */
function refusedEnd(status: number, message: string) {
  return { kind: 'refused', refusal: { status, message } } as const;
}

function parseOrNull<T>(parse: (json: unknown) => T, text: string): T | null {
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof WireShapeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
