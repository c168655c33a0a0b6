import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { createCloudClient } from './cloud/cloud-client.ts';
import { createKeystone } from './cloud/keystone.ts';
import { type CloudTimeouts, defaultCloudTimeouts } from './cloud/timeouts.ts';
import type { Config } from './config.ts';
import { newRequestId } from './http/request-id.ts';
import type { Log } from './log.ts';
import { createMetrics } from './ops/metrics.ts';
import { loadPageAssets } from './page/page-assets.ts';
import { createSealer, readSessionSecret } from './session/session-secret.ts';
import { openSessionStore } from './session/session-store.ts';

/** A running console. */
export interface Console {
  /** `http://host:port` */
  readonly url: string;
  /** Stops in order: not ready, no new uploads, time for running transfers, and then everything is closed. */
  readonly stop: () => Promise<void>;
}

export interface ConsoleOptions {
  readonly config: Config;
  readonly authUrl: string;
  readonly log: Log;
  /** Directory of the built pages; that of `apps/web` when absent. */
  readonly webRoot?: string | undefined;
  readonly timeouts?: Partial<CloudTimeouts> | undefined;
}

const builtPages = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Creates all parts of the console and listens. @throws if the port is taken or the session store cannot be opened */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { config, authUrl, log } = options;
  const timeouts = { ...defaultCloudTimeouts, ...options.timeouts };
  const secret = readSessionSecret(config.sessionSecret, config.stateDir);
  const sessions = await openSessionStore(config, createSealer(secret), log);
  const client = createCloudClient(config.tls, timeouts);
  const keystone = createKeystone({ authUrl, interface: config.interface, client, timeouts });
  const pages = await loadPageAssets(options.webRoot ?? builtPages);
  const metrics = createMetrics();
  let isStopping = false;
  const stopping = () => isStopping;
  const app = createApp({ config, log, keystone, client, timeouts, sessions, secret, pages, metrics, stopping });
  const server = createServer(serverTimeouts, app.handler);
  // Node drops headers above this number (2000 by default), and a dropped Content-Length would hide a body from the
  // checks. The size of all headers is limited to 16 KiB in any case.
  server.maxHeadersCount = 0;
  server.timeout = silenceMs;
  const url = await listen(server, config);
  void keystone.fault(newRequestId()).then((fault) => {
    if (fault !== null) log.warn({ authUrl, fault }, 'the cloud is not ready; the console waits for it');
  });

  return {
    url,
    async stop() {
      isStopping = true;
      const deadline = Date.now() + config.stopSeconds * 1000;
      await app.drain();
      await closeServer(server, Math.max(0, deadline - Date.now()));
      app.close();
      await client.close();
      await sessions.close();
    },
  };
}

/**
 * A request has no time limit, because an upload may take hours. A load balancer closes idle connections after 60 s; if
 * the console did so first, the balancer could use a connection that is being closed.
 */
const serverTimeouts = { requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 75_000 };

/** Longest silence on a connection, in ms. It exceeds every wait for the cloud, of which the longest is 15 minutes. */
const silenceMs = 20 * 60_000;

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${address.port}`);
    });
  });
}

/** Waits for running responses, downloads included, and closes the rest after `graceMs`. */
async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
