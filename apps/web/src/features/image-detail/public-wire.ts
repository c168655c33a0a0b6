import type { WireImage } from '@console/openstack-api';

/** Where a store keeps the data: may hold the store's own credentials, and is for no eyes but the operator's. */
const hidden: ReadonlySet<string> = new Set(['locations', 'location', 'direct_url']);

/** The image as the cloud sent it, without what is nobody's business: places of the data, passwords in addresses. */
export function publicWire(wire: WireImage): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([name]) => !hidden.has(name))
      .map(([name, value]) => [name, typeof value === 'string' ? withoutCredentials(value) : value]),
  );
}

/** `http://user:password@host/x` → `http://***@host/x`. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/:\/\/[^/@\s]+@/g, '://***@');
}
