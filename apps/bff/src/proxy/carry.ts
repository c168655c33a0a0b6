import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Request, Response } from 'express';
import { createProxyMiddleware, type Plugin } from 'http-proxy-middleware';
import { unreachable } from '../auth/transport.ts';
import { type TlsToCloud, tlsOptions } from '../config.ts';
import { flow } from '../http/flow.ts';
import { headersToBrowser, headersToCloud } from '../http/headers.ts';
import { judge } from '../http/judge.ts';
import { requestIdOf } from '../http/request-id.ts';
import type { Log } from '../log.ts';
import { ProblemError, sendProblem } from '../problem.ts';
import type { Passage } from './admit.ts';
import { downloadHeaders } from './download.ts';

export interface Carrier {
  /**
   * Carries one request to the cloud and streams its answer back. Never rejects.
   * @param body of a write, whole: a request that breaks off half way never begins; `null` where the method has none
   * @param onTokenGone runs before the browser hears that its session is gone
   */
  readonly carry: (
    req: Request,
    res: Response,
    passage: Passage,
    body: Buffer | null,
    onTokenGone: () => Promise<void>,
  ) => Promise<void>;
  /** Lets go of idle connections. */
  readonly close: () => void;
}

export interface CarrierDeps {
  readonly tls: TlsToCloud;
  readonly log: Log;
  /** Longest wait for the first byte of an answer to an API call; the image's bytes may take as long as they do. */
  readonly firstByteMs: number;
}

/** One request on its way. */
interface Flight {
  readonly passage: Passage;
  readonly res: Response;
  readonly onTokenGone: () => Promise<void>;
  tries: number;
  upstream: ClientRequest | null;
  timer: NodeJS.Timeout | undefined;
  timedOut: boolean;
}

const repeatable = new Set(['GET', 'HEAD', 'DELETE']);

export function createCarrier({ tls, log, firstByteMs }: CarrierDeps): Carrier {
  const agents = agentsFor(tls);
  const flights = new WeakMap<IncomingMessage, Flight>();

  const events: Plugin = (server) => {
    server.on('proxyReq', (upstream, req) => {
      const flight = flights.get(req);
      if (flight !== undefined) watchFirstByte(flight, upstream, firstByteMs);
    });
    server.on('proxyRes', (answer, req) => {
      const flight = flights.get(req);
      if (flight !== undefined) receive(flight, req, answer);
    });
    server.on('error', (error, req) => {
      const flight = req === undefined ? undefined : flights.get(req);
      if (req !== undefined && flight !== undefined) fail(flight, req, error);
    });
  };
  const proxyTo = (agent: http.Agent) =>
    createProxyMiddleware({
      router: (req) => new URL(flights.get(req)?.passage.endpoint ?? '').origin,
      pathRewrite: (path, req) => targetPath(flights.get(req)?.passage) ?? path,
      changeOrigin: true,
      selfHandleResponse: true,
      ejectPlugins: true,
      plugins: [events],
      agent,
    });
  const proxies = { 'http:': proxyTo(agents.http), 'https:': proxyTo(agents.https) };

  async function launch(req: IncomingMessage, flight: Flight): Promise<void> {
    flight.tries += 1;
    const protocol = new URL(flight.passage.endpoint).protocol === 'https:' ? 'https:' : 'http:';
    await proxies[protocol](req, flight.res, (error) => {
      if (error) fail(flight, req, error);
    });
  }

  function launchWhole(req: IncomingMessage, flight: Flight, body: Buffer): void {
    const { res, passage } = flight;
    const secure = new URL(passage.endpoint).protocol === 'https:';
    const upstream = (secure ? https : http).request(new URL(passage.endpoint).origin + targetPath(passage), {
      method: passage.route.method,
      headers: { ...req.headers, 'content-length': body.length },
      agent: secure ? agents.https : agents.http,
    });
    upstream.once('response', (answer) => receive(flight, req, answer));
    upstream.on('error', (error) => fail(flight, req, error));
    res.once('close', () => {
      if (!res.writableFinished) upstream.destroy();
    });
    watchFirstByte(flight, upstream, firstByteMs);
    upstream.end(body);
  }

  function receive(flight: Flight, req: IncomingMessage, answer: IncomingMessage): void {
    pass(flight, answer, log).catch((error: unknown) => {
      answer.destroy();
      fail(flight, req, error);
    });
  }

  function fail(flight: Flight, req: IncomingMessage, error: unknown): void {
    clearTimeout(flight.timer);
    const { res, passage } = flight;
    if (res.headersSent || res.destroyed) {
      res.destroy();
      return;
    }
    // The cloud closed a kept connection just as it was used again: it has not seen the request.
    const stale = flight.upstream?.reusedSocket === true && isReset(error) && !flight.timedOut;
    if (stale && flight.tries === 1 && repeatable.has(passage.route.method)) {
      launch(req, flight).catch((again: unknown) => fail(flight, req, again));
      return;
    }
    const problem = flight.timedOut
      ? new ProblemError('cloudTimeout', `the ${passage.route.service} service did not answer in time`, {
          at: passage.at,
        })
      : unreachable(error, passage.at);
    log.warn({ err: error, code: problem.code, requestId: requestIdOf(res) }, 'cloud');
    sendProblem(res, problem);
  }

  return {
    async carry(req, res, passage, body, onTokenGone) {
      const { carriage } = passage.route;
      req.headers = headersToCloud(req.headers, {
        carriage: carriage === 'download' ? 'download' : 'json',
        hasBody: body !== null,
        token: passage.token.value,
        requestId: requestIdOf(res),
      });
      const flight: Flight = { passage, res, onTokenGone, tries: 0, upstream: null, timer: undefined, timedOut: false };
      flights.set(req, flight);
      if (body === null) await launch(req, flight);
      else launchWhole(req, flight, body);
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function watchFirstByte(flight: Flight, upstream: ClientRequest, firstByteMs: number): void {
  flight.upstream = upstream;
  if (flight.passage.route.carriage === 'download') return;
  flight.timer = setTimeout(() => {
    flight.timedOut = true;
    upstream.destroy();
  }, firstByteMs);
  upstream.once('close', () => clearTimeout(flight.timer));
}

async function pass(flight: Flight, answer: IncomingMessage, log: Log): Promise<void> {
  clearTimeout(flight.timer);
  const { res, passage } = flight;
  const status = answer.statusCode ?? 502;
  const verdict = judge({ status, headers: answer.headers, at: passage.at });
  if (verdict.kind === 'problem') {
    answer.resume();
    if (verdict.problem.code === 'sessionGone') {
      await flight.onTokenGone().catch((error: unknown) => log.error({ err: error }, 'a session could not be ended'));
    }
    log.warn({ code: verdict.problem.code, upstream: verdict.problem.upstream, requestId: requestIdOf(res) }, 'cloud');
    sendProblem(res, verdict.problem);
    return;
  }
  const headers = headersToBrowser(answer.headers, passage);
  const isData = passage.route.carriage === 'download' && (status === 200 || status === 206);
  res.writeHead(status, {
    ...headers,
    ...(isData ? downloadHeaders(answer.headers, passage) : { 'cache-control': 'no-store' }),
  });
  answer.once('close', () => {
    if (!answer.complete) res.destroy();
  });
  flow(answer, res);
}

function targetPath(passage: Passage | undefined): string | undefined {
  if (passage === undefined) return undefined;
  return new URL(passage.endpoint).pathname.replace(/\/$/, '') + passage.path;
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function agentsFor(tls: TlsToCloud) {
  const common = { keepAlive: true, maxFreeSockets: 64 };
  return {
    http: new http.Agent(common),
    https: new https.Agent({ ...common, ...tlsOptions(tls) }),
  };
}
