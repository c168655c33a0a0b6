import type { CloudProfile } from '@console/cloud-profiles';
import type { CreateValues } from './values.ts';

/** How the data gets into the image: sent to it, sent to a stage and imported from there, or fetched by the cloud. */
export type Way = 'file' | 'stage' | 'fetch';

/** @param methods ways of importing; `null` where the cloud does not tell, and then the profile's word counts */
export function wayOf(
  { origin, diskFormat }: Pick<CreateValues, 'origin' | 'diskFormat'>,
  profile: CloudProfile,
  methods: readonly string[] | null,
): Way {
  if (origin === 'url') return 'fetch';
  const isStaged = diskFormat !== null && profile.formats.staged.includes(diskFormat);
  return isStaged && (methods === null || methods.includes('glance-direct')) ? 'stage' : 'file';
}

/** Whether the cloud fetches files at all. */
export function canFetch(profile: CloudProfile, methods: readonly string[] | null): boolean {
  return profile.rules.urlSchemes.length > 0 && methods?.includes('web-download') === true;
}

/** Where the data goes; an upload has one place, an import as many as it is given. */
export function storesFor(way: Way, { store, stores }: Pick<CreateValues, 'store' | 'stores'>): readonly string[] {
  if (way !== 'file') return stores;
  return store === null ? [] : [store];
}
