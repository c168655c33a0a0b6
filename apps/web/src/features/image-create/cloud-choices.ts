import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { enumValues, parseImportInfo, parseSchema, type Store } from '@console/openstack-api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useProfile } from '../../resources/images/profile.tsx';
import { storesQuery } from '../../resources/images/stores.ts';
import { type Http, isNotFound, useHttp } from '../../shared/http/index.ts';

/** What this cloud lets one choose: known by the profile at once, widened by what the cloud answers. */
export interface CloudChoices {
  readonly formats: readonly string[];
  /** Empty until known, and where there are none to choose. */
  readonly stores: readonly Store[];
  /** Ways of importing, such as `web-download`; `null` while, or as long as, the cloud does not tell. */
  readonly importMethods: readonly string[] | null;
  /** Why it does not tell; `null` where it does, or has not been heard yet. */
  readonly untold: { readonly error: unknown; readonly askAgain: () => void } | null;
}

const HOUR_MS = 3_600_000;

function schemaFormatsQuery(http: Http, profile: CloudProfile) {
  return queryOptions({
    queryKey: ['imageSchemaFormats'],
    enabled: profile.formats.further === 'schema',
    staleTime: HOUR_MS,
    queryFn: ({ signal }) =>
      http.send({
        path: `${paths.image}/v2/schemas/image`,
        signal,
        parse: (body) => enumValues(parseSchema(body), 'disk_format'),
      }),
  });
}

function importMethodsQuery(http: Http, { capabilities: { importMethods } }: CloudProfile) {
  return queryOptions({
    queryKey: ['importMethods'],
    enabled: importMethods === 'discover',
    staleTime: HOUR_MS,
    retry: false,
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      try {
        return await http.send({ path: `${paths.image}/v2/info/import`, signal, parse: parseImportInfo });
      } catch (error) {
        // A cloud too old to be asked imports nothing.
        if (isNotFound(error)) return [];
        throw error;
      }
    },
  });
}

/** Never fails: what the cloud does not tell is left at what the profile knows. */
export function useCloudChoices(): CloudChoices {
  const http = useHttp();
  const profile = useProfile();
  const further = useQuery(schemaFormatsQuery(http, profile)).data;
  const stores = useQuery(storesQuery(http, profile)).data;
  const { data: discovered, error, refetch } = useQuery(importMethodsQuery(http, profile));
  return useMemo(() => {
    const { importMethods } = profile.capabilities;
    return {
      formats: [...new Set([...profile.formats.listed, ...(further ?? [])])],
      stores: (stores ?? []).filter((store) => !store.isReadOnly),
      importMethods: importMethods === 'discover' ? (discovered ?? null) : importMethods,
      untold: error === null ? null : { error, askAgain: () => void refetch() },
    };
  }, [profile, further, stores, discovered, error, refetch]);
}
