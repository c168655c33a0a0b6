import type { VolumeLimits, VolumeZone, WireVolumeType } from '@console/openstack-api';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { type Http, isNotFound, useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import { useRequestedVolumeIds } from './create-volume.ts';
import { type Volume, volumeCreationOf } from './volume.ts';
import {
  getDefaultVolumeType,
  getVolume,
  getVolumeLimits,
  listVolumesOfImage,
  listVolumeTypes,
  listZones,
} from './volume-api.ts';
import { volumeKeys } from './volume-keys.ts';

/** The choices that Cinder offers for a new volume. */
export interface VolumeOffers {
  readonly types: readonly WireVolumeType[];
  /** Name of the default type; `null` where Cinder reports none. */
  readonly defaultType: string | null;
  /** The available zones. */
  readonly zones: readonly VolumeZone[];
}

/** Fetches the offers. A list that cannot be fetched is empty, because Cinder's own choice works as well. */
async function fetchOffers(http: Http, signal: AbortSignal): Promise<VolumeOffers> {
  const [types, defaultType, zones] = await Promise.all([
    listVolumeTypes(http, signal).catch(() => []),
    getDefaultVolumeType(http, signal).catch(() => null),
    listZones(http, signal).catch(() => []),
  ]);
  return { types, defaultType: defaultType?.name ?? null, zones: zones.filter(({ isAvailable }) => isAvailable) };
}

export function useVolumeOffers(scope: Scope) {
  const http = useHttp();
  return useQuery({
    queryKey: volumeKeys.offers(scope),
    queryFn: ({ signal }) => fetchOffers(http, signal),
    staleTime: 60_000,
  });
}

/** What a project may still create; `null` = without limit. Not below 0, even where the quota is smaller than the usage. */
export interface QuotaLeft {
  readonly volumes: number | null;
  readonly gib: number | null;
}

export function quotaLeft({ volumes, gigabytes }: VolumeLimits): QuotaLeft {
  return { volumes: amountLeft(volumes), gib: amountLeft(gigabytes) };
}

/** Cinder reports a quota without limit as -1. */
function amountLeft({ used, max }: VolumeLimits['volumes']): number | null {
  return max < 0 ? null : Math.max(0, max - used);
}

/** Queries what the project may still create, without a cached value. */
export function useVolumeQuotaLeft(scope: Scope) {
  const http = useHttp();
  return useQuery({
    queryKey: volumeKeys.limits(scope),
    queryFn: async ({ signal }) => quotaLeft(await getVolumeLimits(http, signal)),
    staleTime: 0,
    gcTime: 0,
  });
}

const firstIntervalMs = 1_000;
const maxIntervalMs = 5_000;

/** Queries one volume and polls it until it is created or has failed. */
export function useVolume(scope: Scope, id: string) {
  return useQuery(volumeQuery(useHttp(), scope, id));
}

function volumeQuery(http: Http, scope: Scope, id: string) {
  return queryOptions({
    queryKey: volumeKeys.detail(scope, id),
    queryFn: ({ signal }) => getVolume(http, id, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && volumeCreationOf(state.data) === 'underway'
        ? Math.min(firstIntervalMs * 1.2 ** state.dataUpdateCount, maxIntervalMs)
        : false,
  });
}

/**
 * Queries the project's volumes that were created from an image. Cinder reports the image of a volume only once it is
 * available, so a volume that is being created, or has failed, is listed only where this page requested it.
 */
export function useVolumesOfImage(scope: Scope, imageId: string) {
  const http = useHttp();
  const { data, error, refetch } = useQuery({
    queryKey: volumeKeys.ofImage(scope, imageId),
    queryFn: ({ signal }) => listVolumesOfImage(http, imageId, signal),
  });
  const requestedIds = useRequestedVolumeIds(scope, imageId);
  const queries = useQueries({ queries: requestedIds.map((id) => volumeQuery(http, scope, id)) });
  // A 404 means that the volume has been deleted since.
  const requested = queries.filter((query) => !isNotFound(query.error)).flatMap((query) => query.data ?? []);
  return { data: data === undefined ? undefined : mergeVolumes(data, requested), error, refetch };
}

/** Puts the requested volumes that Cinder does not list yet first, and takes the polled values of the others. */
export function mergeVolumes(listed: readonly Volume[], requested: readonly Volume[]): readonly Volume[] {
  const listedIds = new Set(listed.map(({ id }) => id));
  const polled = new Map(requested.map((volume) => [volume.id, volume]));
  return [
    ...requested.filter(({ id }) => !listedIds.has(id)),
    ...listed.map((volume) => polled.get(volume.id) ?? volume),
  ];
}
