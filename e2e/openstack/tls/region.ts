import { randomUUID } from 'node:crypto';
import type { CloudClient } from '../../support/cloud-client.ts';

export interface Region {
  readonly name: string;
  readonly remove: () => Promise<void>;
}

/** Addresses of services by their type, for each interface of the catalog. */
export type Endpoints = Readonly<Partial<Record<'public' | 'internal' | 'admin', Readonly<Record<string, string>>>>>;

/** Adds a region whose services have other addresses. */
export async function addRegion(admin: CloudClient, endpoints: Endpoints): Promise<Region> {
  // Clients that ask for no region take the first one by name, which has to remain the cloud's own.
  const name = `tests-${randomUUID().slice(0, 8)}`;
  const { services } = await admin.identity<{ services: readonly { id: string; type: string }[] }>('GET', '/services');
  await admin.identity('POST', '/regions', { region: { id: name } });
  const endpointIds: string[] = [];
  for (const [catalogInterface, urls] of Object.entries(endpoints)) {
    for (const { id, type } of services) {
      const url = urls[type];
      if (url === undefined) continue;
      const endpoint = { service_id: id, interface: catalogInterface, region_id: name, url };
      const response = await admin.identity<{ endpoint: { id: string } }>('POST', '/endpoints', { endpoint });
      endpointIds.push(response.endpoint.id);
    }
  }
  return {
    name,
    async remove() {
      for (const id of endpointIds) await admin.identity('DELETE', `/endpoints/${id}`);
      await admin.identity('DELETE', `/regions/${name}`);
    },
  };
}
