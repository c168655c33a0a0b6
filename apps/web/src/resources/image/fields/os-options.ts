import type { CloudProfile } from '@console/cloud-profiles';
import { type OsCategory, osCategories } from '@console/image-model';
import type { FieldOption } from '../../../shared/form/index.ts';

/** The OS categories this cloud has a word for. */
export function osOptions(profile: CloudProfile, word: (os: OsCategory) => string): readonly FieldOption[] {
  const spelled = profile.concepts.os?.values ?? {};
  return osCategories.filter((os) => Object.hasOwn(spelled, os)).map((os) => ({ value: os, label: word(os) }));
}
