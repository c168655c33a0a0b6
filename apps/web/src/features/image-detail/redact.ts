import type { WireImage } from '@console/openstack-api';

/** Attributes with the location of the data in a store. They may contain the store's credentials. */
const locationAttributes: ReadonlySet<string> = new Set(['locations', 'location', 'direct_url']);

/** Returns the wire image without data locations and without credentials in URLs. */
export function redactWireImage(wire: WireImage): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([name]) => !locationAttributes.has(name))
      .map(([name, value]) => [name, typeof value === 'string' ? redactCredentials(value) : value]),
  );
}

/** Replaces the credentials of every URL in the text: `http://user:password@host/x` → `http://***@host/x`. */
export function redactCredentials(text: string): string {
  return text.replaceAll(/:\/\/[^/@\s]+@/g, '://***@');
}
