import { paths } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { parseUsageInfo, type UsageRow } from '@console/openstack-api';
import { MiB } from '@console/units';
import { useQuery } from '@tanstack/react-query';
import { type ImageApi, listImages } from '../../resources/images/image-api.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { hashInWorker } from '../../resources/upload-transfer/transfer.ts';
import { useHttp } from '../../shared/http/index.ts';
import { scopedKey, scopeOf } from '../../shared/query/index.ts';

/** Options of the checks. They are only hints, so a failure is not shown and not retried. */
const checkOptions = { retry: false, staleTime: 10_000 } as const;

/** Why a file exceeds the project's quota. Sizes are in bytes. */
export type QuotaViolation =
  | { readonly kind: 'images'; readonly limit: number }
  | { readonly kind: 'bytes'; readonly left: number; readonly limit: number };

/** Returns why a file of this size exceeds the quota; `null` if it does not or the cloud does not report usage. */
export function useQuotaViolation(bytes: number): QuotaViolation | null {
  const http = useHttp();
  const { data } = useQuery({
    ...checkOptions,
    queryKey: scopedKey('imageUsage', scopeOf(useSession())),
    queryFn: ({ signal }) => http.send({ path: `${paths.image}/v2/info/usage`, signal, parse: parseUsageInfo }),
  });
  return data === undefined ? null : checkQuota(data, bytes);
}

/** Compares the size with Glance's usage, which is in whole MiB. A limit of -1 means no limit. */
export function checkQuota(usage: Readonly<Record<string, UsageRow>>, bytes: number): QuotaViolation | null {
  const images = usage.image_count_total;
  if (images !== undefined && exceeds(images, 1)) return { kind: 'images', limit: images.limit };
  const total = usage.image_size_total;
  if (total === undefined || !exceeds(total, Math.ceil(bytes / MiB))) return null;
  return { kind: 'bytes', left: Math.max(0, total.limit - total.usage) * MiB, limit: total.limit * MiB };
}

function exceeds({ limit, usage }: UsageRow, more: number): boolean {
  return limit >= 0 && usage + more > limit;
}

/** The time that an upload needs and the time until the session ends, in seconds. */
export interface ShortSession {
  /** `null` = unknown. */
  readonly needed: number | null;
  readonly left: number;
}

/** Time in seconds that an upload needs besides sending its bytes, with a margin for signing in. */
const MARGIN_SECONDS = 60;

/**
 * Returns the times if the session ends before an upload of this size; otherwise `null`.
 * @param rate bytes per second of the last upload; `null` = unknown
 */
export function checkSessionLength(
  bytes: number,
  rate: number | null,
  expiresAt: Date,
  now: Date,
): ShortSession | null {
  const left = Math.max(0, (expiresAt.getTime() - now.getTime()) / 1000);
  const needed = rate === null ? null : bytes / rate;
  return left < (needed ?? 0) + MARGIN_SECONDS ? { needed, left } : null;
}

/** Pause in ms after which the user is considered to have finished typing the name. */
const DEBOUNCE_MS = 400;

/** Returns a visible image with the same name; `null` if there is none. */
export function useImageWithSameName(name: string): Image | null {
  const api = useImageApi();
  const trimmed = name.trim();
  const { data } = useQuery({
    ...checkOptions,
    queryKey: [...scopedKey('imageWithName', scopeOf(useSession())), trimmed],
    enabled: trimmed !== '',
    queryFn: async ({ signal }) => {
      // TanStack Query aborts the signal when the name changes, which makes this a debounce.
      await delay(DEBOUNCE_MS, signal);
      return firstImage(await listImages(api, { name: trimmed, limit: 1 }, signal));
    },
  });
  return data ?? null;
}

/** Size up to which a file is hashed before the upload. That takes a second or two. */
const MAX_HASHED_BYTES = 256 * MiB;

export interface Duplicate {
  readonly image: Image;
  /** Whether the digest is the same. Otherwise only the size is. */
  readonly isSameDigest: boolean;
}

/** Returns an image that seems to have the same content as the file; `null` if none is found. */
export function useDuplicate(file: File | null): Duplicate | null {
  const api = useImageApi();
  const scope = scopeOf(useSession());
  const { data } = useQuery({
    ...checkOptions,
    queryKey: [...scopedKey('imageDuplicate', scope), file?.name, file?.size, file?.lastModified],
    enabled: file !== null && file.size > 0,
    queryFn: ({ signal }) => (file === null ? null : findDuplicate(api, file, signal)),
  });
  return data ?? null;
}

async function findDuplicate(api: ImageApi, file: File, signal: AbortSignal): Promise<Duplicate | null> {
  const { size } = file;
  const sameSize = firstImage(await listImages(api, { sizeMin: size, sizeMax: size, limit: 1 }, signal));
  if (sameSize === null || size > MAX_HASHED_BYTES) return sameSize && { image: sameSize, isSameDigest: false };
  const { sha512 = '' } = await hashInWorker(file, ['sha512'], undefined, signal);
  const sameDigest = firstImage(await listImages(api, { properties: { os_hash_value: sha512 }, limit: 1 }, signal));
  return sameDigest && { image: sameDigest, isSameDigest: true };
}

function firstImage({ images }: { readonly images: readonly Image[] }): Image | null {
  return images[0] ?? null;
}

/** @throws the signal's reason if it is aborted */
function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
