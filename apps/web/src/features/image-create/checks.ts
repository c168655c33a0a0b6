import type { UsageRow } from '@console/openstack-api';

/** Up to here a file is hashed before anything is sent: a second or two, and an image of the same content can be offered. */
export const HASHED_AHEAD_BYTES = 256 * 1024 * 1024;
const MIB = 1024 * 1024;
/** Signing in, and a little more. */
const SPARE_SECONDS = 60;

type Usage = Readonly<Record<string, UsageRow>>;

/** What the quota says against a file, before the first byte. Bytes. */
export type QuotaFault =
  | { readonly kind: 'images'; readonly limit: number }
  | { readonly kind: 'bytes'; readonly left: number; readonly limit: number };

/** `null` where there is room, or no limit. The cloud counts in whole MiB. */
export function quotaFault(usage: Usage, bytes: number): QuotaFault | null {
  const images = usage.image_count_total;
  if (images !== undefined && isOver(images, 1)) return { kind: 'images', limit: images.limit };
  const total = usage.image_size_total;
  if (total === undefined || !isOver(total, Math.ceil(bytes / MIB))) return null;
  return { kind: 'bytes', left: Math.max(0, total.limit - total.usage) * MIB, limit: total.limit * MIB };
}

function isOver({ limit, usage }: UsageRow, more: number): boolean {
  return limit >= 0 && usage + more > limit;
}

/** How long an upload takes by the last one's rate, and how long the session still lasts. Seconds. */
export interface ShortSession {
  /** `null` = nobody knows. */
  readonly needed: number | null;
  readonly left: number;
}

/** `null` where the session outlasts the upload. @param rate bytes a second; `null` = not known */
export function shortSession(bytes: number, rate: number | null, expiresAt: Date, now: Date): ShortSession | null {
  const left = Math.max(0, (expiresAt.getTime() - now.getTime()) / 1000);
  const needed = rate === null ? null : bytes / rate;
  return left < (needed ?? 0) + SPARE_SECONDS ? { needed, left } : null;
}
