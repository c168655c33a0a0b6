import type { CloudProfile } from '@console/cloud-profiles';
import type { Image } from '@console/image-model';
import { bytesToWholeGib } from '@console/units';
import * as z from 'zod/mini';
import { fieldRules } from '../../resources/image-fields/field-rules.ts';
import { isSamePart } from './parts.ts';
import { type EditValues, valuesFrom } from './values.ts';

/** The rules of the form as it stands; what the image has already it may keep. */
export function schemaFor(values: EditValues, image: Image, profile: CloudProfile) {
  const kept = { memoryMib: image.minMemoryMib, keys: new Set(Object.keys(image.properties)) };
  return z.looseObject(fieldRules(values, { profile, leastDiskGib: bytesToWholeGib(image.virtualSize ?? 0), kept }));
}

/** Only what has been changed is judged: an image made elsewhere need not fit our rules to be changed elsewhere. */
export function isJudged(path: string, values: EditValues, image: Image): boolean {
  const before = valuesFrom(image);
  const changed = (...parts: readonly Parameters<typeof isSamePart>[2][]) =>
    parts.some((part) => !isSamePart(before, values, part));
  switch (path) {
    case 'name':
    case 'description':
    case 'minDiskGib':
    case 'minMemoryGib':
    case 'tags':
      return changed(path);
    case 'bootMode':
      return changed('bootMode', 'hypervisor');
    default:
      return JSON.stringify(before.properties) !== JSON.stringify(values.properties);
  }
}
