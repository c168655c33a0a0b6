import { paths } from '@console/bff-contract';
import { parseStoresInfo, type Store } from '@console/openstack-api';
import { hourMs } from '@console/units';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { isNotFound } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import type { ImageApi } from './image-api.ts';
import { imageKeys } from './image-keys.ts';
import { useImageApi } from './image-queries.ts';

const glanceStoresPath = '/v2/info/stores';

/** Query of the cloud's stores. Disabled where the profile says that the cloud does not list them. */
export function storesQuery({ http, profile }: ImageApi, scope: Scope) {
  const profilePath = profile.capabilities.stores;
  return queryOptions({
    queryKey: imageKeys.stores(scope),
    enabled: profilePath !== null,
    staleTime: hourMs,
    retry: false,
    queryFn: async ({ signal }) => {
      const fetchStores = (path: string) =>
        http.send({ path: `${paths.image}${path}`, signal, parse: parseStoresInfo });
      try {
        return await fetchStores(profilePath ?? glanceStoresPath);
      } catch (error) {
        // A plain Glance that runs with another cloud's profile answers 404 to that cloud's path.
        if (profilePath === glanceStoresPath || !isNotFound(error)) throw error;
        return fetchStores(glanceStoresPath);
      }
    },
  });
}

const noStores: readonly Store[] = [];

/** Returns the cloud's stores; empty until they are fetched and where the cloud does not list them. */
export function useStores(scope: Scope): readonly Store[] {
  return useQuery(storesQuery(useImageApi(), scope)).data ?? noStores;
}
