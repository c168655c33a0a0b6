import { gibToHold, type Image, isBeyondBmp, leastDiskGib, lengthOf } from '@console/image-model';
import * as z from 'zod/mini';
import type { QuotaLeft } from '../../resources/volume/index.ts';

/** What can be wrong with a field: the schema's messages, each a sentence under `problem` in the texts. */
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

/** Longest name and description that Cinder takes, in characters. */
export const TEXT_MAX = 255;

/** What the form holds. `null` = nothing entered, or the cloud decides. */
export interface VolumeValues {
  readonly name: string;
  readonly sizeGib: number | null;
  readonly type: string | null;
  readonly zone: string | null;
  readonly description: string;
}

/** The least GiB a volume made from the image can have: Cinder wants room for its file, too, not only for what the file unfolds to. */
export function leastVolumeGib(image: Pick<Image, 'minDiskGib' | 'virtualSize' | 'size'>): number {
  return Math.max(leastDiskGib(image), gibToHold(image.size ?? 0));
}

/** What the project's quota says to a volume of this size at least. */
export type QuotaVerdict = 'fits' | 'noVolumeLeft' | 'tooFewGib';

export function quotaVerdict(left: QuotaLeft | null, leastGib: number): QuotaVerdict {
  if (left?.volumes === 0) return 'noVolumeLeft';
  return left !== null && left.gib !== null && left.gib < leastGib ? 'tooFewGib' : 'fits';
}

const text = (...checks: Parameters<ReturnType<typeof z.string>['check']>) => z.string().check(z.trim(), ...checks);
const shortEnough = z.refine<string>((value) => lengthOf(value) <= TEXT_MAX, 'textTooLong' satisfies VolumeProblem);
// Cinder breaks down over it.
const storable = z.refine<string>((value) => !isBeyondBmp(value), 'fourByte' satisfies VolumeProblem);
const say = (problem: VolumeProblem): VolumeProblem => problem;

/** The rules of the form for an image and what is left of the quota; `null` = not known, so Cinder judges. */
export function schemaFor(leastGib: number, left: QuotaLeft | null) {
  return z.object({
    name: text(z.minLength(1, say('nameMissing')), shortEnough, storable),
    sizeGib: z
      .custom<number, number | null>((value) => typeof value === 'number', say('sizeMissing'))
      .check(
        z.refine(Number.isInteger, say('notWhole')),
        z.minimum(leastGib, say('tooSmall')),
        z.maximum(left?.gib ?? Number.MAX_SAFE_INTEGER, say('overQuota')),
      ),
    type: z.nullable(z.string()),
    zone: z.nullable(z.string()),
    description: text(shortEnough, storable),
  });
}
export type VolumeOutput = z.output<ReturnType<typeof schemaFor>>;
