import { paths } from '@console/bff-contract';
import type { CloudProfile } from '@console/cloud-profiles';
import { enumValues, parseImportInfo, parseSchema, type Store } from '@console/openstack-api';
import { hourMs } from '@console/units';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useProfile } from '../../resources/images/profile.tsx';
import { storesQuery } from '../../resources/images/stores.ts';
import { useSession } from '../../resources/session/session.ts';
import { type Http, isNotFound, useHttp } from '../../shared/http/index.ts';
import { type Scope, scopedKey, scopeOf } from '../../shared/query/index.ts';

/** What the cloud offers for a new image: the profile's values at once, then those that the cloud reports. */
export interface CloudOptions {
  readonly formats: readonly string[];
  /** Writable stores; empty while they load and if the cloud has none. */
  readonly stores: readonly Store[];
  /** Glance's import methods, such as `web-download`; `null` while they load and after a failure. */
  readonly importMethods: readonly string[] | null;
  /** Why the import methods could not be read; `null` while they load and after a success. */
  readonly importMethodsFailure: { readonly error: unknown; readonly retry: () => void } | null;
}

/** Reads the options. A failure leaves the profile's values. */
export function useCloudOptions(): CloudOptions {
  const http = useHttp();
  const profile = useProfile();
  const scope = scopeOf(useSession());
  const schemaFormats = useQuery(schemaFormatsQuery(http, scope, profile)).data;
  const stores = useQuery(storesQuery({ http, profile }, scope)).data;
  const { data: reportedMethods, error, refetch } = useQuery(importMethodsQuery(http, scope, profile));
  return useMemo(() => {
    const { importMethods } = profile.capabilities;
    return {
      formats: [...new Set([...profile.formats.listed, ...(schemaFormats ?? [])])],
      stores: (stores ?? []).filter((store) => !store.isReadOnly),
      importMethods: importMethods === 'discover' ? (reportedMethods ?? null) : importMethods,
      importMethodsFailure: error === null ? null : { error, retry: () => void refetch() },
    };
  }, [profile, schemaFormats, stores, reportedMethods, error, refetch]);
}

function schemaFormatsQuery(http: Http, scope: Scope, profile: CloudProfile) {
  return queryOptions({
    queryKey: scopedKey('imageSchemaFormats', scope),
    enabled: profile.formats.further === 'schema',
    staleTime: hourMs,
    queryFn: ({ signal }) =>
      http.send({
        path: `${paths.image}/v2/schemas/image`,
        signal,
        parse: (body) => enumValues(parseSchema(body), 'disk_format'),
      }),
  });
}

function importMethodsQuery(http: Http, scope: Scope, { capabilities: { importMethods } }: CloudProfile) {
  return queryOptions({
    queryKey: scopedKey('importMethods', scope),
    enabled: importMethods === 'discover',
    staleTime: hourMs,
    retry: false,
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      try {
        return await http.send({ path: `${paths.image}/v2/info/import`, signal, parse: parseImportInfo });
      } catch (error) {
        // A Glance that does not know this path is too old for imports.
        if (isNotFound(error)) return [];
        throw error;
      }
    },
  });
}
