import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { parseStores, type Store } from '@console/openstack-api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Http, useHttp } from '../../shared/http/index.ts';
import { useProfile } from './profile.tsx';

const HOUR_MS = 3_600_000;

/** The places where the cloud can put image data, from wherever this one lists them. */
export function storesQuery(http: Http, profile: CloudProfile) {
  const address = profile.capabilities.stores;
  return queryOptions({
    queryKey: ['imageStores', address],
    enabled: address !== null,
    staleTime: HOUR_MS,
    retry: false,
    queryFn: ({ signal }) => http.send({ path: `${paths.image}${address}`, signal, parse: parseStores }),
  });
}

const none: readonly Store[] = [];

/** Empty until known, and where the cloud does not tell. */
export function useStores(): readonly Store[] {
  return useQuery(storesQuery(useHttp(), useProfile())).data ?? none;
}
