/** One address out of a token's catalog. */
export interface Endpoint {
  /** Keystone's service type: `image`, `volumev3`, … */
  readonly type: string;
  readonly region: string;
  readonly url: string;
}

export type ServiceKind = 'image' | 'volume';

/** Service types by which clouds call a service, the preferred one first. */
const typesOf: Readonly<Record<ServiceKind, readonly string[]>> = {
  image: ['image'],
  volume: ['volumev3', 'block-storage', 'volume'],
};

/** Every region in which the catalog has an image service, by name. */
export function regionsOf(endpoints: readonly Endpoint[]): string[] {
  const regions = endpoints.filter((endpoint) => endpoint.type === 'image').map((endpoint) => endpoint.region);
  return [...new Set(regions)].sort();
}

/**
 * Address of a service without the version and the project, no slash at the end: clouds differ in what they append.
 * @param region `null` takes the first
 * @returns `null` where the catalog has none
 */
export function endpointOf(endpoints: readonly Endpoint[], kind: ServiceKind, region: string | null): string | null {
  for (const type of typesOf[kind]) {
    const found = endpoints.find(
      (one) => one.type === type && (region === null || one.region === region) && isWebAddress(one.url),
    );
    if (found !== undefined) return rootOf(found.url);
  }
  return null;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function rootOf(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)?(\/[^/]*)?$/, '');
}
