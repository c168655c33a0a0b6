import { type Image, isBeyondBmp, leastDiskGib, lengthOf } from '@console/image-model';
import { bytesToWholeGib } from '@console/units';
import * as z from 'zod/mini';
import type { QuotaLeft } from '../../resources/volumes/volume-queries.ts';

/** Messages of the schema. Each has a sentence under `problem` in the texts. */
export const volumeProblems = [
  'nameMissing',
  'textTooLong',
  'fourByte',
  'sizeMissing',
  'notWhole',
  'tooSmall',
  'overQuota',
] as const;
export type VolumeProblem = (typeof volumeProblems)[number];

export function isVolumeProblem(text: string | undefined): text is VolumeProblem {
  return volumeProblems.some((problem) => problem === text);
}

/** Cinder's limit for a name and a description, in characters. */
export const TEXT_MAX = 255;

/** The values of the form. `null` = nothing entered, or Cinder's default. */
export interface VolumeValues {
  readonly name: string;
  readonly sizeGib: number | null;
  readonly type: string | null;
  readonly zone: string | null;
  readonly description: string;
}

/** Returns the form's schema. @param quota `null` = unknown, so that only Cinder checks it */
export function createVolumeSchema(minSizeGib: number, quota: QuotaLeft | null) {
  return z.object({
    name: text(z.minLength(1, problem('nameMissing')), isShortEnough, isStorable),
    sizeGib: z
      .custom<number, number | null>((value) => typeof value === 'number', problem('sizeMissing'))
      .check(
        z.refine(Number.isInteger, problem('notWhole')),
        z.minimum(minSizeGib, problem('tooSmall')),
        z.maximum(quota?.gib ?? Number.MAX_SAFE_INTEGER, problem('overQuota')),
      ),
    type: z.nullable(z.string()),
    zone: z.nullable(z.string()),
    description: text(isShortEnough, isStorable),
  });
}
export type VolumeOutput = z.output<ReturnType<typeof createVolumeSchema>>;

const problem = (code: VolumeProblem): VolumeProblem => code;
const text = (...checks: Parameters<ReturnType<typeof z.string>['check']>) => z.string().check(z.trim(), ...checks);
const isShortEnough = z.refine<string>((value) => lengthOf(value) <= TEXT_MAX, problem('textTooLong'));
/** Cinder fails on characters beyond the basic multilingual plane. */
const isStorable = z.refine<string>((value) => !isBeyondBmp(value), problem('fourByte'));

/**
 * Returns the smallest size in GiB of a volume made from the image. Cinder requires room for the image's file as well as
 * for its virtual disk.
 */
export function minVolumeSizeGib(image: Pick<Image, 'minDiskGib' | 'virtualSize' | 'size'>): number {
  return Math.max(leastDiskGib(image), bytesToWholeGib(image.size ?? 0));
}

/** Whether the project's quota allows a volume of at least this size. */
export type QuotaCheck = 'fits' | 'noVolumeLeft' | 'tooFewGib';

export function checkQuota(quota: QuotaLeft | null, minSizeGib: number): QuotaCheck {
  if (quota?.volumes === 0) return 'noVolumeLeft';
  return quota !== null && quota.gib !== null && quota.gib < minSizeGib ? 'tooFewGib' : 'fits';
}
