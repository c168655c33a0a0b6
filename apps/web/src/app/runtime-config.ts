import { parseRuntimeConfig, paths, type RuntimeConfig } from '@console/bff-contract';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { type Http, useHttp } from '../shared/http/index.ts';

/** The operator's settings; fetched once per page load. */
export function configQuery(http: Http) {
  return queryOptions({
    queryKey: ['config'],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => http.send({ path: paths.config, parse: parseRuntimeConfig, signal }),
  });
}

export function useRuntimeConfig(): RuntimeConfig {
  return useSuspenseQuery(configQuery(useHttp())).data;
}
