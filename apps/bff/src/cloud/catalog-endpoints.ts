import type { CloudServiceRef } from '@console/bff-contract';

/** One address from a token's catalog. */
export interface Endpoint {
  /** Keystone's service type, for example `image` or `volumev3`. */
  readonly type: string;
  readonly region: string;
  readonly url: string;
}

export type ServiceKind = 'image' | 'volume';

/** Service types that clouds use for a service, the preferred one first. */
const serviceTypes: Readonly<Record<ServiceKind, readonly string[]>> = {
  image: ['image'],
  volume: ['volumev3', 'block-storage', 'volume'],
};

/** Names of the regions that have an image service, sorted. */
export function regionsOf(endpoints: readonly Endpoint[]): string[] {
  const regions = endpoints.filter((endpoint) => endpoint.type === 'image').map((endpoint) => endpoint.region);
  return [...new Set(regions)].sort();
}

/**
 * Address of a service without version, project and trailing slash: clouds differ in what their catalogs append.
 * @param region `null` selects the first endpoint
 * @returns `null` if the catalog has no such service
 */
export function endpointOf(endpoints: readonly Endpoint[], kind: ServiceKind, region: string | null): string | null {
  for (const type of serviceTypes[kind]) {
    const endpoint = endpoints.find(
      (one) => one.type === type && (region === null || one.region === region) && isHttpUrl(one.url),
    );
    if (endpoint !== undefined) return withoutVersion(endpoint.url);
  }
  return null;
}

/** Service and host for a problem's report. @param url any address of the service */
export function toCloudServiceRef(service: CloudServiceRef['service'], url: string): CloudServiceRef {
  return { service, host: new URL(url).host };
}

function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function withoutVersion(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)?(\/[^/]*)?$/, '');
}
