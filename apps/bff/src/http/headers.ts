import type { IncomingHttpHeaders } from 'node:http';
import { type paths, REQUEST_ID_HEADER } from '@console/bff-contract';

const userAgent = 'image-console';

/** What of the browser's headers the cloud may see; cookies, origins and forwarding chains are none of its business. */
const toCloud: Readonly<Record<'json' | 'download', readonly string[]>> = {
  json: ['content-type', 'openstack-api-version'],
  download: ['range'],
};

/** What of the cloud's headers the browser may see. */
const toBrowser = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-range',
  'content-md5',
  'retry-after',
  'accept-patch',
  'openstack-api-version',
  'openstack-image-import-methods',
  'openstack-image-store-ids',
] as const;

/** Headers of the request to the cloud; how its body is framed is never the browser's say. Asked with any other Accept, Glance answers errors as HTML. */
export function headersToCloud(
  given: IncomingHttpHeaders,
  how: {
    readonly carriage: 'json' | 'download';
    readonly hasBody: boolean;
    readonly token: string;
    readonly requestId: string;
  },
): IncomingHttpHeaders {
  const kept = toCloud[how.carriage]
    .filter((name) => given[name] !== undefined && (how.hasBody || name !== 'content-type'))
    .map((name) => [name, given[name]] as const);
  return {
    ...Object.fromEntries(kept),
    accept: 'application/json',
    'user-agent': userAgent,
    'x-auth-token': how.token,
    [REQUEST_ID_HEADER.toLowerCase()]: how.requestId,
  };
}

/** The same for a body of image data, whose framing is the pipe's business. */
export function uploadHeadersToCloud(
  given: IncomingHttpHeaders,
  how: { readonly token: string; readonly requestId: string },
): Record<string, string> {
  const store = given['x-image-meta-store'];
  return {
    accept: 'application/json',
    'content-type': given['content-type'] ?? 'application/octet-stream',
    'user-agent': userAgent,
    'x-auth-token': how.token,
    [REQUEST_ID_HEADER.toLowerCase()]: how.requestId,
    ...(typeof store === 'string' ? { 'x-image-meta-store': store } : {}),
  };
}

/**
 * Headers of the answer to the browser.
 * @param endpoint the service's own address, replaced by the console's in Location
 */
export function headersToBrowser(
  given: IncomingHttpHeaders,
  where: { readonly endpoint: string; readonly mount: typeof paths.image | typeof paths.volume },
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of toBrowser) {
    const value = given[name];
    if (value !== undefined) headers[name] = String(value);
  }
  const location = localAddress(given.location, where.endpoint, where.mount);
  if (location !== null) headers.location = location;
  return headers;
}

/** The cloud builds absolute addresses; a host other than the endpoint's is not passed on. */
function localAddress(location: string | undefined, endpoint: string, mount: string): string | null {
  if (location === undefined || !URL.canParse(location, `${endpoint}/`)) return null;
  const [target, base] = [new URL(location, `${endpoint}/`), new URL(endpoint)];
  const root = base.pathname.replace(/\/$/, '');
  if (target.host !== base.host || !target.pathname.startsWith(`${root}/`)) return null;
  return mount + target.pathname.slice(root.length) + target.search;
}
