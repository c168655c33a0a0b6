import type { HardwareConcept } from '@console/image-model';
import { applyOverrides, ProfileError } from './apply-overrides.ts';
import { ecf } from './ecf.ts';
import { huaweiIms } from './huawei-ims.ts';
import { openstack } from './openstack.ts';
import type { CloudProfile } from './profile.ts';

const profiles: Readonly<Record<string, CloudProfile>> = {
  [openstack.name]: openstack,
  [ecf.name]: ecf,
  [huaweiIms.name]: huaweiIms,
};
export const profileNames: readonly string[] = Object.keys(profiles);

/**
 * Returns the profile of that name with an operator's changes.
 * @param overrides parsed JSON as `apply-overrides.ts` describes it; `undefined` or `null` = no changes
 * @throws ProfileError with every mistake
 */
export function loadProfile(name: string, overrides?: unknown): CloudProfile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined)
    throw new ProfileError([`unknown profile "${name}"; known are ${profileNames.join(', ')}`]);
  return overrides === undefined || overrides === null ? profile : applyOverrides(profile, overrides);
}

/** Whether the console can set the concept. */
export function canWrite(profile: CloudProfile, concept: HardwareConcept): boolean {
  return (profile.concepts[concept]?.write ?? null) !== null;
}
