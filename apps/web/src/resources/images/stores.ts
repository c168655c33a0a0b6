import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { parseStoresInfo, type Store } from '@console/openstack-api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Http, isNotFound, useHttp } from '../../shared/http/index.ts';
import { useProfile } from './profile.tsx';

const HOUR_MS = 3_600_000;

const glances = '/v2/info/stores';

/** The places where the cloud can put image data, from wherever this one lists them. */
export function storesQuery(http: Http, profile: CloudProfile) {
  const address = profile.capabilities.stores;
  return queryOptions({
    queryKey: ['imageStores', address],
    enabled: address !== null,
    staleTime: HOUR_MS,
    retry: false,
    queryFn: async ({ signal }) => {
      const ask = (at: string) => http.send({ path: `${paths.image}${at}`, signal, parse: parseStoresInfo });
      try {
        return await ask(address ?? glances);
      } catch (error) {
        // A plain Glance under a profile of its relatives has its own address only.
        if (address === glances || !isNotFound(error)) throw error;
        return ask(glances);
      }
    },
  });
}

const none: readonly Store[] = [];

/** Empty until known, and where the cloud does not tell. */
export function useStores(): readonly Store[] {
  return useQuery(storesQuery(useHttp(), useProfile())).data ?? none;
}
