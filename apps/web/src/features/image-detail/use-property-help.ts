import { paths } from '@console/bff-contract';
import {
  parseMetadefNamespace,
  parseMetadefNamespaceList,
  parseSchema,
  type WireMetadefNamespace,
} from '@console/openstack-api';
import { useQuery } from '@tanstack/react-query';
import { runEach } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { type Http, useHttp } from '../../shared/http/index.ts';
import { helpsOf, type PropertyHelps } from './property-help.ts';

const namespaces = '/v2/metadefs/namespaces';
const resourceType = 'OS::Glance::Image';
const none: PropertyHelps = new Map();

/** Read once a session, behind the page, when properties are first looked at. Nothing until it is there, and nothing where the cloud has none. */
export function usePropertyHelps(): PropertyHelps {
  const http = useHttp();
  const { region } = useSession();
  const { data } = useQuery({
    queryKey: ['imagePropertyHelps', region],
    queryFn: ({ signal }) => readHelps(http, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data ?? none;
}

/** What one source does not tell, another may; only where none answers is it asked again later. */
async function readHelps(http: Http, signal: AbortSignal): Promise<PropertyHelps> {
  const [schema, definitions] = await Promise.allSettled([
    http.send({ path: `${paths.image}/v2/schemas/image`, signal, parse: parseSchema }),
    readNamespaces(http, signal),
  ]);
  if (schema.status === 'rejected' && definitions.status === 'rejected') throw schema.reason;
  return helpsOf(
    schema.status === 'fulfilled' ? schema.value : null,
    definitions.status === 'fulfilled' ? definitions.value : [],
  );
}

async function readNamespaces(http: Http, signal: AbortSignal): Promise<readonly WireMetadefNamespace[]> {
  const names = await namesOfNamespaces(http, signal);
  const type = new URLSearchParams({ resource_type: resourceType });
  const found = await runEach(names, (name) =>
    http
      .send({
        path: `${paths.image}${namespaces}/${encodeURIComponent(name)}?${type}`,
        signal,
        parse: parseMetadefNamespace,
      })
      .catch(() => null),
  );
  return found.filter((one) => one !== null);
}

async function namesOfNamespaces(http: Http, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  let path: string | null = `${namespaces}?${new URLSearchParams({ resource_types: resourceType, limit: '100' })}`;
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
