import type { Image } from '@console/image-model';
import {
  type QuotaLeft,
  useQuotaLeft,
  useVolumeOffers,
  type VolumeOffers,
  type VolumeScope,
} from '../../resources/volume/index.ts';
import { leastVolumeGib } from './rules.ts';

/** What the form starts from: the image's name, the least size, what the cloud offers. */
export interface VolumeStart {
  readonly name: string;
  readonly leastGib: number;
  readonly offers: VolumeOffers;
  /** `null` = the cloud does not say. */
  readonly left: QuotaLeft | null;
}

const noOffers: VolumeOffers = { types: [], defaultType: null, zones: [] };

/** `null` until everything that can be known is known; a quota that cannot be had is left to Cinder to judge. */
export function useVolumeStart(scope: VolumeScope, image: Image | undefined): VolumeStart | null {
  const offers = useVolumeOffers(scope);
  const quota = useQuotaLeft(scope);
  if (image === undefined || offers.isPending || quota.isPending) return null;
  return {
    name: image.name,
    leastGib: leastVolumeGib(image),
    offers: offers.data ?? noOffers,
    left: quota.data ?? null,
  };
}
