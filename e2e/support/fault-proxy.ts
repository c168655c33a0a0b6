import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { CloudClient } from './cloud-client.ts';

const services = ['identity', 'image', 'volume'] as const;
type Service = (typeof services)[number];

/** How a service fails for requests that come through the proxy. */
export type Outage =
  | { readonly kind: 'none' }
  /** The service's port refuses connections. */
  | { readonly kind: 'down' }
  /** Every request waits until the outage ends. */
  | { readonly kind: 'held' }
  /** Every response is an HTML page. */
  | { readonly kind: 'page'; readonly status: number };

/** What the proxy changes in the tokens that Keystone issues. */
export interface TokenChanges {
  /** Services that are removed from the catalog. */
  readonly without?: readonly Service[];
  /** Milliseconds by which the cloud's clock is ahead. */
  readonly clockAheadMs?: number;
}

/**
 * A proxy between console and cloud, which can be embedded or real. The catalog that passes through it names the proxy instead
 * of the services, so that outages can be simulated for any cloud.
 */
export interface FaultProxy {
  /** Keystone v3 through the proxy. */
  readonly authUrl: string;
  /** Host and port of each service in the proxy's catalog. */
  readonly hosts: Readonly<Record<Service, string>>;
  readonly setOutage: (service: Service, outage: Outage) => Promise<void>;
  readonly setTokenChanges: (changes: TokenChanges) => void;
  /** Number of requests that have come for a service. */
  readonly requestCount: (service: Service) => number;
  /** Ends all outages and token changes. */
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param cloud client whose catalog has the addresses of the services */
export async function startFaultProxy(authUrl: string, cloud: CloudClient): Promise<FaultProxy> {
  let tokenChanges: TokenChanges = {};
  const upstream = { identity: authUrl, image: cloud.imageUrl, volume: cloud.volumeUrl ?? cloud.imageUrl };
  const proxies = {} as Record<Service, ServiceProxy>;
  const rewrite = (text: string) => {
    const origins = services.map(
      (service) => [service, { from: new URL(upstream[service]).origin, to: proxies[service].origin }] as const,
    );
    return rewriteToken(text, Object.fromEntries(origins), tokenChanges);
  };
  for (const service of services) proxies[service] = await startServiceProxy(upstream[service], rewrite);
  const setAll = async (outage: Outage) => {
    for (const service of services) await proxies[service].setOutage(outage);
  };
  const hosts = services.map((service) => [service, new URL(proxies[service].origin).host] as const);
  return {
    authUrl: proxies.identity.origin + new URL(authUrl).pathname,
    hosts: Object.fromEntries(hosts) as FaultProxy['hosts'],
    setOutage: (service, outage) => proxies[service].setOutage(outage),
    setTokenChanges(changes) {
      tokenChanges = changes;
    },
    requestCount: (service) => proxies[service].requestCount(),
    async restore() {
      tokenChanges = {};
      await setAll({ kind: 'none' });
    },
    close: () => setAll({ kind: 'down' }),
  };
}

interface ServiceProxy {
  readonly origin: string;
  readonly requestCount: () => number;
  readonly setOutage: (outage: Outage) => Promise<void>;
}

/** Starts the proxy of one service on a port that it keeps during outages. @param rewrite changes the body of every JSON response */
async function startServiceProxy(upstream: string, rewrite: (text: string) => string): Promise<ServiceProxy> {
  let outage: Outage = { kind: 'none' };
  let outageEnd = Promise.withResolvers<void>();
  let requestCount = 0;
  const serve = async (req: IncomingMessage, res: ServerResponse) => {
    requestCount += 1;
    if (outage.kind === 'held') await outageEnd.promise;
    if (outage.kind === 'page') {
      req.resume();
      res.writeHead(outage.status, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>');
    } else forward(upstream, rewrite, req, res);
  };
  let server: Server | null = await listenOn(0, serve);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requestCount: () => requestCount,
    async setOutage(next) {
      outage = next;
      outageEnd.resolve();
      outageEnd = Promise.withResolvers<void>();
      if (next.kind === 'down' && server !== null) {
        const closing = server;
        server = null;
        closing.closeAllConnections();
        await once(closing.close(), 'close');
      } else if (next.kind !== 'down') server ??= await listenOn(port, serve);
    },
  };
}

async function listenOn(
  port: number,
  serve: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): Promise<Server> {
  const server = createServer((req, res) => void serve(req, res));
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

function forward(upstream: string, rewrite: (text: string) => string, req: IncomingMessage, res: ServerResponse): void {
  const { origin, host, protocol } = new URL(upstream);
  const send = protocol === 'https:' ? secureRequest : request;
  const disconnect = () => (res.socket as Socket | null)?.destroy();
  const upstreamRequest = send(
    origin + req.url,
    { method: req.method, headers: { ...req.headers, host } },
    (answer) => {
      void sendResponse(answer, rewrite, res).catch(disconnect);
    },
  );
  upstreamRequest.once('error', disconnect);
  res.once('close', () => upstreamRequest.destroy());
  req.pipe(upstreamRequest);
}

async function sendResponse(
  response: IncomingMessage,
  rewrite: (text: string) => string,
  res: ServerResponse,
): Promise<void> {
  const { statusCode = 502, headers } = response;
  if (!String(headers['content-type']).includes('json')) {
    res.writeHead(statusCode, headers);
    response.pipe(res);
    return;
  }
  const body = Buffer.from(rewrite(Buffer.concat(await response.toArray()).toString()));
  const { 'transfer-encoding': _, ...otherHeaders } = headers;
  res.writeHead(statusCode, { ...otherHeaders, 'content-length': body.length }).end(body);
}

interface CatalogEntry {
  readonly type: string;
  readonly endpoints: readonly { readonly url: string }[];
}

/** Service types in the catalogs of Keystone v3, by release. */
const serviceOfType: Readonly<Record<string, Service>> = {
  identity: 'identity',
  image: 'image',
  volumev3: 'volume',
  'block-storage': 'volume',
  volume: 'volume',
};

interface OriginChange {
  readonly from: string;
  readonly to: string;
}

/** Returns a JSON response of the cloud with other origins in its catalog and with the token changes applied. */
function rewriteToken(
  text: string,
  origins: Readonly<Record<string, OriginChange>>,
  { without = [], clockAheadMs = 0 }: TokenChanges,
): string {
  const shifted = clockAheadMs === 0 ? text : text.replaceAll(timestamp, (time) => shiftTime(time, clockAheadMs));
  if (!shifted.includes('"catalog"')) return shifted;
  const body = JSON.parse(shifted) as { token?: { catalog?: readonly CatalogEntry[] } };
  const catalog = body.token?.catalog?.flatMap((entry) => {
    const service = serviceOfType[entry.type];
    const change = service === undefined || without.includes(service) ? undefined : origins[service];
    return change === undefined ? [] : [changeOrigin(entry, change)];
  });
  return catalog === undefined ? shifted : JSON.stringify({ ...body, token: { ...body.token, catalog } });
}

/** Replaces the origin of an entry's endpoints. Endpoints with another origin, for example of another region, are left out. */
function changeOrigin(entry: CatalogEntry, { from, to }: OriginChange): CatalogEntry {
  const endpoints = entry.endpoints
    .filter(({ url }) => url.startsWith(from))
    .map((endpoint) => ({ ...endpoint, url: to + endpoint.url.slice(from.length) }));
  return { ...entry, endpoints };
}

const timestamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=(\.\d+)?Z?")/g;

const shiftTime = (time: string, ms: number): string =>
  new Date(Date.parse(`${time}Z`) + ms).toISOString().slice(0, 19);
