export { ProfileError } from './apply-overrides.ts';
export { canWrite, loadProfile, profileNames } from './load-profile.ts';
export type { CloudProfile, ConceptSpelling } from './profile.ts';
