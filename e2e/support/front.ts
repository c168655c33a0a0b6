import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import type { Cloud } from './cloud.ts';
import { type Rewriting, rewritten, type Service } from './rewriting.ts';

/** How a service behaves towards whoever comes by way of the front. */
export type Weather =
  | { readonly kind: 'fair' }
  /** Nobody listens any more. */
  | { readonly kind: 'down' }
  /** Every answer comes so much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** A web page in place of every answer. */
  | { readonly kind: 'page'; readonly status: number };

/**
 * Stands before a cloud, embedded or real, and has its catalog name the front instead of the services, so that what can
 * befall a cloud can befall either of them.
 */
export interface Front {
  /** Keystone v3 by way of the front. */
  readonly authUrl: string;
  /** Host and port by which the catalog knows each service. */
  readonly hosts: Readonly<Record<Service, string>>;
  readonly weather: (service: Service, weather: Weather) => Promise<void>;
  /** What the tokens given from now on say other than the cloud does. */
  readonly rewrite: (rewriting: Rewriting) => void;
  /** How many requests have come for a service. */
  readonly count: (service: Service) => number;
  /** All as if there were no front. */
  readonly fair: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const services = ['identity', 'image', 'volume'] as const;

/** @param cloud tells where the services really are */
export async function startFront(authUrl: string, cloud: Cloud): Promise<Front> {
  let rewriting: Rewriting = {};
  const upstream = { identity: authUrl, image: cloud.imageUrl, volume: cloud.volumeUrl ?? cloud.imageUrl };
  const doors = {} as Record<Service, Door>;
  const origins = () =>
    services.map(
      (service) => [service, { from: new URL(upstream[service]).origin, to: doors[service].origin }] as const,
    );
  const change = (text: string) => rewritten(text, Object.fromEntries(origins()), rewriting);
  for (const service of services) doors[service] = await openDoor(upstream[service], change);
  const fair = async () => {
    rewriting = {};
    for (const service of services) await doors[service].set({ kind: 'fair' });
  };
  return {
    authUrl: doors.identity.origin + new URL(authUrl).pathname,
    hosts: Object.fromEntries(
      services.map((service) => [service, new URL(doors[service].origin).host]),
    ) as Front['hosts'],
    weather: (service, weather) => doors[service].set(weather),
    rewrite: (next) => {
      rewriting = next;
    },
    count: (service) => doors[service].count(),
    fair,
    close: async () => {
      for (const service of services) await doors[service].set({ kind: 'down' });
    },
  };
}

interface Door {
  readonly origin: string;
  readonly count: () => number;
  readonly set: (weather: Weather) => Promise<void>;
}

/** One service by way of a port of its own, which it keeps while it is down. @param change what is done to every JSON answer */
async function openDoor(upstream: string, change: (text: string) => string): Promise<Door> {
  let weather: Weather = { kind: 'fair' };
  let count = 0;
  const serve = async (req: IncomingMessage, res: ServerResponse) => {
    count += 1;
    if (weather.kind === 'slow') await rest(weather.ms);
    if (weather.kind === 'page') {
      req.resume();
      res.writeHead(weather.status, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>');
    } else forward(upstream, change, req, res);
  };
  let server: Server | null = await listenOn(0, serve);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    count: () => count,
    async set(next) {
      weather = next;
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

function forward(upstream: string, change: (text: string) => string, req: IncomingMessage, res: ServerResponse): void {
  const { origin, host, protocol } = new URL(upstream);
  const send = protocol === 'https:' ? secureRequest : request;
  const cut = () => (res.socket as Socket | null)?.destroy();
  const onward = send(origin + req.url, { method: req.method, headers: { ...req.headers, host } }, (answer) => {
    void answerWith(answer, change, res).catch(cut);
  });
  onward.once('error', cut);
  res.once('close', () => onward.destroy());
  req.pipe(onward);
}

async function answerWith(
  answer: IncomingMessage,
  change: (text: string) => string,
  res: ServerResponse,
): Promise<void> {
  const { statusCode = 502, headers } = answer;
  if (!String(headers['content-type']).includes('json')) {
    res.writeHead(statusCode, headers);
    answer.pipe(res);
    return;
  }
  const body = Buffer.from(change(Buffer.concat(await answer.toArray()).toString()));
  const { 'transfer-encoding': _, ...kept } = headers;
  res.writeHead(statusCode, { ...kept, 'content-length': body.length }).end(body);
}
