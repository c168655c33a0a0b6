import { paths } from '@console/bff-contract';
import {
  parseMetadefNamespace,
  parseMetadefNamespaceList,
  parseSchema,
  type WireMetadefNamespace,
  type WireMetadefProperty,
  type WireSchema,
  type WireSchemaProperty,
} from '@console/openstack-api';
import { useQuery } from '@tanstack/react-query';
import { mapConcurrently } from '../../resources/images/map-concurrently.ts';
import { useSession } from '../../resources/session/session.ts';
import { type Http, useHttp } from '../../shared/http/index.ts';
import { scopedKey, scopeOf } from '../../shared/query/index.ts';

/** The cloud's own description of a property, in the cloud's language. */
export interface PropertyHelp {
  readonly title: string | null;
  readonly description: string | null;
  /** The allowed values; empty = any. */
  readonly values: readonly string[];
  readonly defaultValue: string | null;
}

export type PropertyHelpByName = ReadonlyMap<string, PropertyHelp>;

const noHelp: PropertyHelpByName = new Map();
const NAMESPACES_PATH = '/v2/metadefs/namespaces';
const RESOURCE_TYPE = 'OS::Glance::Image';

/**
 * Fetches the descriptions once per session and page load, when properties are first shown. Returns an empty map while they are
 * loading and if the cloud has none.
 */
export function usePropertyHelp(): PropertyHelpByName {
  const http = useHttp();
  const scope = scopeOf(useSession());
  const { data } = useQuery({
    queryKey: scopedKey('imagePropertyHelp', scope),
    queryFn: ({ signal }) => fetchPropertyHelp(http, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data ?? noHelp;
}

/** One of the two sources is enough. Only if both fail, the query fails and is tried again later. */
async function fetchPropertyHelp(http: Http, signal: AbortSignal): Promise<PropertyHelpByName> {
  const [schema, namespaces] = await Promise.allSettled([
    http.send({ path: `${paths.image}/v2/schemas/image`, signal, parse: parseSchema }),
    fetchNamespaces(http, signal),
  ]);
  if (schema.status === 'rejected' && namespaces.status === 'rejected') throw schema.reason;
  return mergePropertyHelp(
    schema.status === 'fulfilled' ? schema.value : null,
    namespaces.status === 'fulfilled' ? namespaces.value : [],
  );
}

async function fetchNamespaces(http: Http, signal: AbortSignal): Promise<readonly WireMetadefNamespace[]> {
  const names = await fetchNamespaceNames(http, signal);
  const query = new URLSearchParams({ resource_type: RESOURCE_TYPE });
  const results = await mapConcurrently(names, (name) =>
    http
      .send({
        path: `${paths.image}${NAMESPACES_PATH}/${encodeURIComponent(name)}?${query}`,
        signal,
        parse: parseMetadefNamespace,
      })
      .catch(() => null),
  );
  return results.filter((namespace) => namespace !== null);
}

async function fetchNamespaceNames(http: Http, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  let path: string | null =
    `${NAMESPACES_PATH}?${new URLSearchParams({ resource_types: RESOURCE_TYPE, limit: '100' })}`;
  while (path !== null) {
    const page: ReturnType<typeof parseMetadefNamespaceList> = await http.send({
      path: `${paths.image}${path}`,
      signal,
      parse: parseMetadefNamespaceList,
    });
    names.push(...page.namespaces.map(({ namespace }) => namespace));
    path = page.next;
  }
  return names;
}

/** Merges the image schema and the metadata definitions. The definitions are more detailed and win. */
export function mergePropertyHelp(
  schema: WireSchema | null,
  namespaces: readonly WireMetadefNamespace[],
): PropertyHelpByName {
  const definitions = [
    ...Object.entries(schema?.properties ?? {}),
    ...namespaces.flatMap(({ properties }) => Object.entries(properties ?? {})),
  ];
  return new Map(
    definitions
      .map(([name, definition]) => [name, toPropertyHelp(definition)] as const)
      .filter(([, { description, values }]) => description || values.length > 0),
  );
}

function toPropertyHelp(definition: WireMetadefProperty | WireSchemaProperty): PropertyHelp {
  const defaultValue = 'default' in definition ? (definition.default ?? null) : null;
  return {
    title: 'title' in definition && typeof definition.title === 'string' ? definition.title : null,
    description: definition.description?.trim() || null,
    values: (definition.enum ?? []).filter((value) => value !== null).map(String),
    defaultValue: defaultValue === null ? null : String(defaultValue),
  };
}

/** Returns the help for the first of the names that the cloud describes. */
export function findPropertyHelp(help: PropertyHelpByName, names: readonly string[]): PropertyHelp | null {
  return names.map((name) => help.get(name)).find((found) => found !== undefined) ?? null;
}
