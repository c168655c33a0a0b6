import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { createKeystone } from './auth/keystone.ts';
import { createTransport } from './auth/transport.ts';
import type { Config } from './config.ts';
import { newRequestId } from './http/request-id.ts';
import type { Log } from './log.ts';
import { createMetrics } from './ops/metrics.ts';
import { createSealer } from './session/seal.ts';
import { sessionSecret } from './session/secret.ts';
import { openSessionStore } from './session/store.ts';
import { loadSpa } from './spa/assets.ts';

/** A console that listens. */
export interface Console {
  /** `http://host:port` */
  readonly url: string;
  /** Readiness turns off, new uploads are refused, running transfers get their time, then all is closed. */
  readonly stop: () => Promise<void>;
}

export interface ConsoleOptions {
  readonly config: Config;
  readonly authUrl: string;
  readonly log: Log;
  /** The built pages. */
  readonly webRoot?: string;
  /** Longest wait for the first byte of an API answer, ms. */
  readonly firstByteMs?: number;
}

const builtPages = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Puts the parts together and listens. @throws when the port is taken or the session store cannot be opened */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { config, authUrl, log } = options;
  const firstByteMs = options.firstByteMs ?? 60_000;
  const secret = sessionSecret(config.sessionSecret, config.stateDir);
  const sessions = await openSessionStore(config, createSealer(secret), log);
  const transport = createTransport(config.tls, firstByteMs);
  const keystone = createKeystone({ authUrl, interface: config.interface, transport });
  const spa = await loadSpa(options.webRoot ?? builtPages);
  const metrics = createMetrics();
  let stopping = false;
  const app = createApp({
    config,
    log,
    keystone,
    transport,
    sessions,
    secret,
    spa,
    metrics,
    stopping: () => stopping,
    firstByteMs,
  });
  const server = createServer(serverTimes, app.handler);
  // None is overlooked: one that frames a body could be behind thousands. Their size is limited in any case.
  server.maxHeadersCount = 0;
  server.timeout = silenceMs;
  const url = await listen(server, config);
  void keystone.fault(newRequestId()).then((fault) => {
    if (fault !== null) log.warn({ authUrl, fault }, 'the cloud is not ready; the console is, and goes on when it is');
  });

  return {
    url,
    async stop() {
      stopping = true;
      const deadline = Date.now() + config.stopSeconds * 1000;
      await app.drain();
      await closeServer(server, Math.max(0, deadline - Date.now()));
      app.close();
      await transport.close();
      await sessions.close();
    },
  };
}

/** Uploads take as long as they take; balancers must let go of idle connections before we do. */
const serverTimes = { requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 75_000 };

/**
 * A connection on which nothing moves for so long is dead, or held by somebody who never reads. Longer than any wait
 * for an answer of the cloud, the one after the last byte of an upload among them.
 */
const silenceMs = 20 * 60_000;

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const { port: actual } = server.address() as AddressInfo;
      listening(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}

/** Waits for answers that are under way, downloads among them, then cuts what is left. */
async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
