import type { VolumeLimits, VolumeZone, WireVolumeType } from '@console/openstack-api';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { type Http, isNotFound, useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import { askedQuery, withAsked } from './requested-volumes.ts';
import { volumeCreationOf } from './volume.ts';
import {
  getDefaultVolumeType,
  getVolume,
  getVolumeLimits,
  listVolumesOfImage,
  listVolumeTypes,
  listZones,
} from './volume-api.ts';
import { volumeKeys } from './volume-keys.ts';

/** What a new volume can be made with. */
export interface VolumeOffers {
  readonly types: readonly WireVolumeType[];
  /** Name of the type the cloud takes by itself; `null` where it does not say. */
  readonly defaultType: string | null;
  /** Those that are up. */
  readonly zones: readonly VolumeZone[];
}

/** A part that cannot be had is left out: the cloud's own choice serves as well. */
async function offersOf(http: Http, signal: AbortSignal): Promise<VolumeOffers> {
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
    queryFn: ({ signal }) => offersOf(http, signal),
    staleTime: 60_000,
  });
}

/** What the project can still have, as it is now. */
export function useVolumeQuotaLeft(scope: Scope) {
  const http = useHttp();
  return useQuery({
    queryKey: volumeKeys.limits(scope),
    queryFn: async ({ signal }) => quotaLeft(await getVolumeLimits(http, signal)),
    staleTime: 0,
    gcTime: 0,
  });
}

const firstLookMs = 1_000;
const slowestLookMs = 5_000;

/** One volume, looked at again until it is made or has failed. */
export function useVolume(scope: Scope, id: string) {
  return useQuery(volumeQuery(useHttp(), scope, id));
}

function volumeQuery(http: Http, scope: Scope, id: string) {
  return queryOptions({
    queryKey: volumeKeys.detail(scope, id),
    queryFn: ({ signal }) => getVolume(http, id, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && volumeCreationOf(state.data) === 'underway'
        ? Math.min(firstLookMs * 1.2 ** state.dataUpdateCount, slowestLookMs)
        : false,
  });
}

/** The project's volumes made from an image, those still being made only where they were asked for here. */
export function useVolumesOfImage(scope: Scope, imageId: string) {
  const http = useHttp();
  const { data, error, refetch } = useQuery({
    queryKey: volumeKeys.ofImage(scope, imageId),
    queryFn: ({ signal }) => listVolumesOfImage(http, imageId, signal),
  });
  const { data: asked = [] } = useQuery(askedQuery(scope, imageId));
  const followed = useQueries({ queries: asked.map((id) => volumeQuery(http, scope, id)) });
  // One that has been deleted since is not there any more.
  const there = followed.filter((one) => !isNotFound(one.error)).flatMap((one) => one.data ?? []);
  return { data: data === undefined ? undefined : withAsked(data, there), error, refetch };
}

/** What a project can still have; `null` = without limit. Never below 0, even where a quota was cut under what is used. */
export interface QuotaLeft {
  readonly volumes: number | null;
  readonly gib: number | null;
}

export function quotaLeft({ volumes, gigabytes }: VolumeLimits): QuotaLeft {
  return { volumes: left(volumes), gib: left(gigabytes) };
}

function left({ used, max }: VolumeLimits['volumes']): number | null {
  return max < 0 ? null : Math.max(0, max - used);
}
