import { type Route, route } from '../kernel/router.ts';
import { sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { endpointList, region, serviceList } from './catalog.ts';
import { type KeystoneContext, requireAdmin, requireToken } from './context.ts';
import { notFound } from './keystone-fault.ts';
import type { LiveToken } from './tokens.ts';
import { domainView, listView, v3 } from './views.ts';

/** Routes of version documents, domains, regions, services and endpoints. */
export function catalogRoutes(keys: KeystoneContext): readonly Route[] {
  return [
    route('GET', '/', (call) =>
      sendJson(call, 300, { versions: { values: [version(call)] } }, { Location: `${v3(call)}/` }),
    ),
    route('GET', '/v3', (call) => sendJson(call, 200, { version: version(call) })),
    route('GET', '/v3/', (call) => sendJson(call, 200, { version: version(call) })),
    route('GET', '/v3/domains', (call) => {
      if (!requireAdmin(keys, call, 'list_domains')) return;
      const name = call.query.get('name');
      const found = keys.directory.domains().filter((domain) => name === null || domain.name === name);
      sendJson(
        call,
        200,
        listView(
          call,
          'domains',
          found.map((domain) => domainView(call, domain)),
        ),
      );
    }),
    route('GET', '/v3/domains/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'get_domain', (token) => isOfDomain(token, id))) return;
      const domain = keys.directory.domains().find((row) => row.id === id);
      if (!domain) return notFound(call, 'domain', id);
      sendJson(call, 200, { domain: domainView(call, domain) });
    }),
    route('GET', '/v3/regions', (call) => {
      if (requireToken(keys, call)) sendJson(call, 200, listView(call, 'regions', [regionView(call)]));
    }),
    route('GET', '/v3/regions/:id', (call, { id }) => {
      if (!requireToken(keys, call)) return;
      if (id !== region) return notFound(call, 'region', id);
      sendJson(call, 200, { region: regionView(call) });
    }),
    route('GET', '/v3/services', (call) => {
      if (!requireAdmin(keys, call, 'list_services')) return;
      const [type, name] = [call.query.get('type'), call.query.get('name')];
      const found = serviceList(call.origin).filter(
        (row) => (type ?? row.type) === row.type && (name ?? row.name) === row.name,
      );
      sendJson(call, 200, listView(call, 'services', found));
    }),
    route('GET', '/v3/services/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'get_service')) return;
      const service = serviceList(call.origin).find((row) => row.id === id);
      if (!service) return notFound(call, 'service', id);
      sendJson(call, 200, { service });
    }),
    route('GET', '/v3/endpoints', (call) => {
      if (!requireAdmin(keys, call, 'list_endpoints')) return;
      const [face, service] = [call.query.get('interface'), call.query.get('service_id')];
      const found = endpointList(call.origin).filter(
        (row) => (face ?? row.interface) === row.interface && (service ?? row.service_id) === row.service_id,
      );
      sendJson(call, 200, listView(call, 'endpoints', found));
    }),
  ];
}

function version(call: Call) {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${v3(call)}/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}

/** Every user may read the domain of their token's project. */
function isOfDomain({ scope }: LiveToken, id: string): boolean {
  return scope.kind === 'project' && scope.project.domainId === id;
}

function regionView(call: Call) {
  return { id: region, description: '', parent_region_id: null, links: { self: `${v3(call)}/regions/${region}` } };
}
