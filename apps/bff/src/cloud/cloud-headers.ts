import type { IncomingHttpHeaders } from 'node:http';
import { type paths, REQUEST_ID_HEADER } from '@console/bff-contract';

export interface CallIdentity {
  readonly token?: string | undefined;
  readonly requestId: string;
}

/** Headers of every request to the cloud. With any other `Accept`, Glance writes its errors as HTML. */
export function ownHeaders({ token, requestId }: CallIdentity): Record<string, string> {
  const headers = {
    accept: 'application/json',
    'user-agent': 'image-console',
    [REQUEST_ID_HEADER.toLowerCase()]: requestId,
  };
  return token === undefined ? headers : { ...headers, 'x-auth-token': token };
}

/** Headers of a request that the BFF forwards: its own, and those of the browser's that `allowed` names. */
export function headersToCloud(
  incoming: IncomingHttpHeaders,
  allowed: readonly string[],
  identity: CallIdentity,
): Record<string, string> {
  const forwarded = allowed.flatMap((name) => {
    const value = incoming[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(forwarded), ...ownHeaders(identity) };
}

/** Headers of the cloud's response that the browser receives. */
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

export interface Mount {
  /** Address of the service. */
  readonly endpoint: string;
  /** Path at which the BFF serves that service. */
  readonly mount: typeof paths.image | typeof paths.volume;
}

/** Headers of the response to the browser; `Location` becomes an address of the BFF. */
export function headersToBrowser(incoming: IncomingHttpHeaders, { endpoint, mount }: Mount): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of toBrowser) {
    const value = incoming[name];
    if (value !== undefined) headers[name] = String(value);
  }
  const location = ownLocation(incoming.location, endpoint, mount);
  if (location !== null) headers.location = location;
  return headers;
}

/** Glance and Cinder send absolute addresses; an address of another host is dropped. */
function ownLocation(location: string | undefined, endpoint: string, mount: string): string | null {
  if (location === undefined || !URL.canParse(location, `${endpoint}/`)) return null;
  const [target, base] = [new URL(location, `${endpoint}/`), new URL(endpoint)];
  const root = base.pathname.replace(/\/$/, '');
  if (target.host !== base.host || !target.pathname.startsWith(`${root}/`)) return null;
  return mount + target.pathname.slice(root.length) + target.search;
}
