import type { CloudProfile } from '@console/cloud-profiles';
import { lengthOf, memoryStepGib, tagsMax } from '@console/image-model';
import type { ImageFields } from './values.ts';

/** What can be wrong with a field about the image; each is a sentence under `form.problem` in the texts. */
export const imageProblems = [
  'nameMissing',
  'nameTooLong',
  'nameBeyondBmp',
  'namePattern',
  'formatMissing',
  'bootModeMissing',
  'notWhole',
  'notNegative',
  'tooLarge',
  'memoryStep',
  'minDiskUnderVirtual',
  'descriptionTooLong',
  'descriptionPattern',
  'tagTooLong',
  'tagPattern',
  'tagsTooMany',
  'keyMissing',
  'keyTooLong',
  'keyReserved',
  'keyTaken',
  'keyTwice',
] as const;
export type ImageProblem = (typeof imageProblems)[number];

export function isImageProblem(text: string | undefined): text is ImageProblem {
  return imageProblems.some((problem) => problem === text);
}

export const KEY_MAX = 255;

/** The figures that the sentences name; the same for every problem, so that none is forgotten. */
export function problemFigures(values: ImageFields, profile: CloudProfile, virtualGib: number) {
  return {
    nameMax: profile.rules.name.max,
    nameLength: lengthOf(values.name.trim()),
    descriptionMax: profile.rules.description.max,
    tagMax: profile.rules.tag.max,
    tagsMax,
    keyMax: KEY_MAX,
    memoryStep: memoryStepGib,
    virtualGib,
  };
}
