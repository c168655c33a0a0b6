import { randomUUID } from 'node:crypto';
import type { CloudClient } from '../../support/cloud-client.ts';

export interface Region {
  readonly name: string;
  readonly remove: () => Promise<void>;
}

/** Addresses by service type, by side of the catalog. */
export type Faces = Readonly<Partial<Record<'public' | 'internal' | 'admin', Readonly<Record<string, string>>>>>;

/** A further region of the cloud whose services are found at other addresses. */
export async function addRegion(admin: CloudClient, faces: Faces): Promise<Region> {
  // After the cloud's own by name: who asks for no region is not to find this one.
  const name = `tests-${randomUUID().slice(0, 8)}`;
  const { services } = await admin.identity<{ services: readonly { id: string; type: string }[] }>('GET', '/services');
  await admin.identity('POST', '/regions', { region: { id: name } });
  const made: string[] = [];
  for (const [side, urls] of Object.entries(faces)) {
    for (const { id, type } of services) {
      const url = urls[type];
      if (url === undefined) continue;
      const endpoint = { service_id: id, interface: side, region_id: name, url };
      const answer = await admin.identity<{ endpoint: { id: string } }>('POST', '/endpoints', { endpoint });
      made.push(answer.endpoint.id);
    }
  }
  return {
    name,
    async remove() {
      for (const id of made) await admin.identity('DELETE', `/endpoints/${id}`);
      await admin.identity('DELETE', `/regions/${name}`);
    },
  };
}
