export { ecf } from './ecf.ts';
export { huaweiIms } from './huawei-ims.ts';
export { canWrite, hasConcept, loadProfile, profileNames } from './load-profile.ts';
export { openstack } from './openstack.ts';
export type {
  CloudProfile,
  Companion,
  ConceptSpelling,
  Concepts,
  ProfileCapabilities,
  ProfileFields,
  ProfileFormats,
  ProfileRules,
  TextRule,
  ValueKey,
} from './profile.ts';
export { ProfileError } from './profile-error.ts';
