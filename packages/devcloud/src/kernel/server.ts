import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import type { FaultSwitches } from './fault-switches.ts';
import { sendJson } from './send-response.ts';
import type { Call, Service } from './service.ts';

/** Services by name, which is also the path prefix: `image` has the prefix `/image`. */
export type Mounts = Readonly<Record<string, Service>>;

export interface ServerOptions {
  readonly mounts: Mounts;
  readonly faults: FaultSwitches;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
}

export interface RunningServer {
  readonly port: number;
  /** Stops listening, gives pending responses `graceMs`, then closes every socket. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Starts one HTTP server for all services. Rejects when the port is in use. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer({ requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 75_000 });
  server.on('request', (req, res) => void serve(options, req, res, false));
  server.on('checkContinue', (req, res) => void serve(options, req, res, true));
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs = 500) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function serve(options: ServerOptions, req: IncomingMessage, res: ServerResponse, waits: boolean): Promise<void> {
  const ignore = () => undefined; // A client that disconnects is not an error.
  req.on('error', ignore);
  res.on('error', ignore);
  const [path = '/', query = ''] = splitOnce(req.url ?? '/', '?');
  const name = path.split('/')[1] ?? '';
  const service = options.mounts[name];
  const call = openCall(req, res, waits, service ? name : '', path, query);
  try {
    if (path === '/control/faults') return await options.faults.control(call);
    if (!service)
      return sendJson(call, 404, { message: `nothing here; try /${Object.keys(options.mounts).join(', /')}` });
    const verdict = await options.faults.apply(name, call);
    if (verdict.kind === 'go') await service.handle(verdict.call);
  } catch (error) {
    afterCrash(service, call, error);
  }
}

function afterCrash(service: Service | undefined, call: Call, error: unknown): void {
  const { req, res } = call;
  if (req.destroyed && !req.complete) return void res.destroy(); // The client has disconnected, so there is no response to send.
  process.stderr.write(
    `${call.requestId} ${call.method} ${call.path}: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  if (res.headersSent) return void res.destroy();
  if (service?.crash) service.crash(call);
  else sendJson(call, 500, { message: 'Internal Server Error' });
}

function openCall(
  req: IncomingMessage,
  res: ServerResponse,
  waits: boolean,
  name: string,
  path: string,
  query: string,
): Call {
  const requestId = `req-${randomUUID()}`;
  res.setHeader('x-openstack-request-id', requestId);
  // After a refusal before "100 Continue" the client may or may not send its body, so the connection cannot be reused.
  if (waits) res.setHeader('Connection', 'close');
  const prefix = name === '' ? '' : `/${name}`;
  const proto = req.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const origin = `${proto}://${req.headers.host ?? 'localhost'}`;
  return {
    req,
    res,
    method: req.method ?? 'GET',
    path: path.slice(prefix.length) || '/',
    query: new URLSearchParams(query),
    requestId,
    origin,
    baseUrl: origin + prefix,
    body: bodyOf(req, res, waits),
  };
}

function bodyOf(req: IncomingMessage, res: ServerResponse, waits: boolean): () => Readable {
  let waiting = waits;
  return () => {
    if (waiting) res.writeContinue();
    waiting = false;
    return req;
  };
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)];
}
