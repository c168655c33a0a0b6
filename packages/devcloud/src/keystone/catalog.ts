import { stableId } from './ids.ts';

export const region = 'RegionOne';
const interfaces = ['public', 'internal', 'admin'] as const;

interface ServiceRow {
  readonly type: string;
  readonly name: string;
  readonly url: (origin: string, projectId: string) => string;
  readonly needsProject: boolean;
}

const services: readonly ServiceRow[] = [
  { type: 'identity', name: 'keystone', url: (origin) => `${origin}/identity/v3`, needsProject: false },
  { type: 'image', name: 'glance', url: (origin) => `${origin}/image`, needsProject: false },
  {
    type: 'volumev3',
    name: 'cinderv3',
    url: (origin, project) => `${origin}/volume/v3/${project}`,
    needsProject: true,
  },
];

/** The catalog of a token. Without a project (system scope) it omits services whose URL contains the project. */
export function catalogFor(origin: string, projectId: string | null) {
  return services
    .filter(({ needsProject }) => projectId !== null || !needsProject)
    .map(({ type, name, url }) => ({
      type,
      name,
      id: stableId('service', type),
      endpoints: interfaces.map((face) => ({
        id: stableId('endpoint', `${type}/${face}`),
        interface: face,
        region,
        region_id: region,
        url: url(origin, projectId ?? ''),
      })),
    }));
}

/** Rows of `GET /v3/services`. */
export function serviceList(origin: string) {
  return services.map(({ type, name }) => {
    const id = stableId('service', type);
    return { id, type, name, enabled: true, links: { self: `${origin}/identity/v3/services/${id}` } };
  });
}

/** Rows of `GET /v3/endpoints`, with a placeholder for the project id. */
export function endpointList(origin: string) {
  return catalogFor(origin, '%(project_id)s').flatMap(({ id, endpoints }) =>
    endpoints.map((endpoint) => ({
      ...endpoint,
      service_id: id,
      enabled: true,
      links: { self: `${origin}/identity/v3/endpoints/${endpoint.id}` },
    })),
  );
}
