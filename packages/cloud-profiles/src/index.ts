export { ecf } from './ecf.ts';
export { huaweiIms } from './huawei-ims.ts';
export { canWrite, loadProfile, offers, profileNames } from './load.ts';
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
