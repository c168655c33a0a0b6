export { createVolume, type VolumeDraft } from './api.ts';
export { rememberAsked } from './asked.ts';
export { type VolumeScope, volumeKeys } from './keys.ts';
export { useQuotaLeft, useVolume, useVolumeOffers, useVolumesOfImage, type VolumeOffers } from './queries.ts';
export type { QuotaLeft } from './quota.ts';
export { outcomeOf, type Volume } from './volume.ts';
