import type { CloudProfile } from '@console/cloud-profiles';
import type { CreateValues } from './create-values.ts';

/**
 * How the data gets into the image: the browser uploads it into the image, the browser uploads it into Glance's staging
 * area for an import, or Glance downloads it from a URL.
 */
export type TransferMethod = 'upload' | 'stage' | 'webDownload';

/** @param importMethods Glance's import methods; `null` if unknown, so that only the profile decides */
export function resolveTransferMethod(
  { origin, diskFormat }: Pick<CreateValues, 'origin' | 'diskFormat'>,
  profile: CloudProfile,
  importMethods: readonly string[] | null,
): TransferMethod {
  if (origin === 'url') return 'webDownload';
  const needsStaging = diskFormat !== null && profile.formats.staged.includes(diskFormat);
  return needsStaging && (importMethods === null || importMethods.includes('glance-direct')) ? 'stage' : 'upload';
}

/** Whether the cloud can download files from a URL. */
export function hasWebDownload(profile: CloudProfile, importMethods: readonly string[] | null): boolean {
  return profile.rules.urlSchemes.length > 0 && importMethods?.includes('web-download') === true;
}

/** Returns the IDs of the chosen stores. An upload has one store at most, an import any number. */
export function selectedStores(
  method: TransferMethod,
  { store, stores }: Pick<CreateValues, 'store' | 'stores'>,
): readonly string[] {
  if (method !== 'upload') return stores;
  return store === null ? [] : [store];
}
