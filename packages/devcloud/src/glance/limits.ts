import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';
import type { Identity } from '../kernel/service.ts';
import { GlanceFault } from './glance-fault.ts';

/** Quotas of one project: totals in MiB, counts in images. */
export interface QuotaSettings {
  readonly image_size_total: number;
  readonly image_stage_total: number;
  readonly image_count_total: number;
  readonly image_count_uploading: number;
}

export type Quota = keyof QuotaSettings;

/** 10 TiB of data, 2 TiB of staged data, 100,000 images, 100 concurrent uploads. */
export const GENEROUS: QuotaSettings = {
  image_size_total: 10 * 1024 * 1024,
  image_stage_total: 2 * 1024 * 1024,
  image_count_total: 100_000,
  image_count_uploading: 100,
};

export const MAX_PROPERTIES = 128;
export const MAX_TAGS = 128;
export const MAX_MEMBERS = 128;

export interface Limits {
  /** Throws 413 when the project exceeds the quota already, or would with `delta` more. */
  readonly enforce: (quota: Quota, projectId: string | null, delta?: number) => void;
  readonly usage: (projectId: string | null) => Readonly<Record<Quota, { usage: number; limit: number }>>;
}

const COPYING = "coalesce(json_extract(properties, '$.os_glance_importing_to_stores'), '') <> ''";

const USAGE_SQL: Readonly<Record<Quota, string>> = {
  image_size_total: `SELECT coalesce(sum(size * json_array_length(stores)), 0) / 1048576 AS n FROM images WHERE owner = ?`,
  image_stage_total: `SELECT coalesce(sum(size), 0) / 1048576 AS n FROM images
    WHERE owner = ? AND (status IN ('uploading', 'importing') OR ${COPYING})`,
  image_count_total: 'SELECT count(*) AS n FROM images WHERE owner = ?',
  image_count_uploading: `SELECT count(*) AS n FROM images
    WHERE owner = ? AND (status IN ('saving', 'uploading', 'importing') OR ${COPYING})`,
};

/** `limitOf` returns the limit that was set for one project in Keystone, if any. */
export function createLimits(
  db: DatabaseSync,
  settings: QuotaSettings,
  limitOf: NonNullable<Identity['limitOf']> = () => null,
): Limits {
  const counters = {
    image_size_total: prepare<{ n: number }>(db, USAGE_SQL.image_size_total),
    image_stage_total: prepare<{ n: number }>(db, USAGE_SQL.image_stage_total),
    image_count_total: prepare<{ n: number }>(db, USAGE_SQL.image_count_total),
    image_count_uploading: prepare<{ n: number }>(db, USAGE_SQL.image_count_uploading),
  };
  const used = (quota: Quota, projectId: string | null): number => counters[quota].get(projectId)?.n ?? 0;
  const limit = (quota: Quota, projectId: string | null): number =>
    (projectId === null ? null : limitOf(projectId, quota)) ?? settings[quota];
  const both = (quota: Quota, projectId: string | null) => ({
    usage: used(quota, projectId),
    limit: limit(quota, projectId),
  });
  return {
    enforce: (quota, projectId, delta = 0) => {
      const usage = used(quota, projectId);
      const most = limit(quota, projectId);
      if (most < 0 || usage + delta <= most) return;
      throw overLimit(
        `Project ${projectId} is over a limit for [Resource ${quota} is over limit of ${most} ` +
          `due to current usage ${usage} and delta ${delta}]`,
      );
    },
    usage: (projectId) => ({
      image_size_total: both('image_size_total', projectId),
      image_stage_total: both('image_stage_total', projectId),
      image_count_total: both('image_count_total', projectId),
      image_count_uploading: both('image_count_uploading', projectId),
    }),
  };
}

function overLimit(body: string): GlanceFault {
  return new GlanceFault(
    413,
    'The request returned a 413 Request Entity Too Large. This generally means that rate limiting or a quota ' +
      `threshold was breached.\n\nThe response body:\n${body}`,
  );
}

/** Throws 413 for more properties or tags than Glance accepts. Glance's own `os_glance_` properties do not count. */
export function checkCounts(properties: Readonly<Record<string, string>>, tags: readonly string[]): void {
  const own = Object.keys(properties).filter((key) => !key.startsWith('os_glance'));
  if (own.length > MAX_PROPERTIES) throw tooMany('image properties', own.length, MAX_PROPERTIES);
  if (tags.length > MAX_TAGS) throw tooMany('image tags', tags.length, MAX_TAGS);
}

export function tooMany(what: string, attempted: number, maximum: number): GlanceFault {
  return new GlanceFault(
    413,
    `The limit has been exceeded on the number of allowed ${what}. Attempted: ${attempted}, Maximum: ${maximum}`,
  );
}
