import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { CloudServiceRef } from '@console/bff-contract';
import type { Request, Response } from 'express';
import { createProxyMiddleware, type Plugin } from 'http-proxy-middleware';
import type { TlsOptions } from '../config.ts';
import { abortResponse } from '../http/abort-response.ts';
import { pipeResponse } from '../http/pipe-response.ts';
import { requestIdOf } from '../http/request-id.ts';
import { sendProblem } from '../http/send-problem.ts';
import type { Log } from '../log.ts';
import { ProblemError } from '../problem.ts';
import { classifyResponse, connectionProblem } from './classify-response.ts';
import { headersToBrowser, headersToCloud, type Mount } from './cloud-headers.ts';
import type { CloudTimeouts } from './timeouts.ts';

/** The address and the parts of a request that the proxy forwards. */
export interface ProxyTarget extends Mount {
  readonly at: CloudServiceRef;
  readonly method: string;
  /** Path and query below the endpoint. */
  readonly path: string;
  readonly token: string;
  /** Names of the browser's headers that pass, in lower case. */
  readonly requestHeaders: readonly string[];
}

export interface ProxyOptions {
  readonly target: ProxyTarget;
  /** The whole body of a write, so that a request that breaks off never reaches the cloud; `null` for other methods. */
  readonly body: Buffer | null;
  /** Further headers of a response that carries image data (200, 206). Such a response has no timeout. */
  readonly dataHeaders?: ((incoming: IncomingHttpHeaders) => Readonly<Record<string, string>>) | undefined;
  /** Runs before the browser receives `sessionGone`. */
  readonly onTokenRefused: () => Promise<void>;
}

export interface RequestProxy {
  /** Sends one request to the cloud and streams the response to the browser. Never rejects. */
  readonly proxyRequest: (req: Request, res: Response, options: ProxyOptions) => Promise<void>;
  /** Closes idle connections. */
  readonly close: () => void;
}

export interface RequestProxyDeps {
  readonly tls: TlsOptions;
  readonly log: Log;
  readonly timeouts: Pick<CloudTimeouts, 'firstByteMs'>;
}

/** One request under way. */
interface Exchange extends ProxyOptions {
  readonly res: Response;
  attempts: number;
  upstream: ClientRequest | null;
  timer: NodeJS.Timeout | undefined;
  isTimedOut: boolean;
}

const repeatableMethods = new Set(['GET', 'HEAD', 'DELETE']);

export function createRequestProxy({ tls, log, timeouts }: RequestProxyDeps): RequestProxy {
  const agents = createAgents(tls);
  const exchanges = new WeakMap<IncomingMessage, Exchange>();

  const events: Plugin = (server) => {
    server.on('proxyReq', (upstream, req) => {
      const exchange = exchanges.get(req);
      if (exchange !== undefined) onRequest(exchange, upstream);
    });
    server.on('proxyRes', (response, req) => {
      const exchange = exchanges.get(req);
      if (exchange === undefined) return;
      forwardResponse(exchange, response, log).catch((error: unknown) => {
        response.destroy();
        onFailure(exchange, req, error);
      });
    });
    server.on('error', (error, req) => {
      const exchange = req === undefined ? undefined : exchanges.get(req);
      if (req !== undefined && exchange !== undefined) onFailure(exchange, req, error);
    });
  };
  const createProxy = (agent: http.Agent) =>
    createProxyMiddleware({
      router: (req) => new URL(exchanges.get(req)?.target.endpoint ?? '').origin,
      pathRewrite: (path, req) => targetPath(exchanges.get(req)?.target) ?? path,
      changeOrigin: true,
      selfHandleResponse: true,
      ejectPlugins: true,
      plugins: [events],
      agent,
    });
  const proxies = { 'http:': createProxy(agents.http), 'https:': createProxy(agents.https) };

  async function send(req: IncomingMessage, exchange: Exchange): Promise<void> {
    exchange.attempts += 1;
    const protocol = new URL(exchange.target.endpoint).protocol === 'https:' ? 'https:' : 'http:';
    await proxies[protocol](req, exchange.res, (error) => {
      if (error) onFailure(exchange, req, error);
    });
  }

  function onRequest(exchange: Exchange, upstream: ClientRequest): void {
    exchange.upstream = upstream;
    if (exchange.dataHeaders === undefined) {
      exchange.timer = setTimeout(() => {
        exchange.isTimedOut = true;
        upstream.destroy();
      }, timeouts.firstByteMs);
      upstream.once('close', () => clearTimeout(exchange.timer));
    }
    // The middleware pipes `req`, which has been read already and therefore ends the request right after this write.
    if (exchange.body !== null && exchange.body.length > 0) upstream.write(exchange.body);
  }

  function onFailure(exchange: Exchange, req: IncomingMessage, error: unknown): void {
    clearTimeout(exchange.timer);
    const { res, target, upstream } = exchange;
    if (res.destroyed) return;
    if (res.headersSent) {
      abortResponse(res);
      return;
    }
    // A reset on a reused connection: the cloud closed it while it was idle and has not seen this request.
    const isStale = upstream?.reusedSocket === true && isReset(error) && !exchange.isTimedOut;
    if (isStale && exchange.attempts === 1 && repeatableMethods.has(target.method)) {
      send(req, exchange).catch((again: unknown) => onFailure(exchange, req, again));
      return;
    }
    const { at } = target;
    const problem = exchange.isTimedOut
      ? new ProblemError('cloudTimeout', `the ${at.service} service did not answer in time`, { at })
      : connectionProblem(error, at);
    log.warn({ err: error, code: problem.code, requestId: requestIdOf(res) }, 'cloud');
    sendProblem(res, problem);
  }

  return {
    async proxyRequest(req, res, options) {
      // The client may have left while the route was waiting for something else.
      if (res.destroyed) return;
      const { target, body } = options;
      const identity = { token: target.token, requestId: requestIdOf(res) };
      const headers = headersToCloud(req.headers, target.requestHeaders, identity);
      req.headers = body === null ? headers : { ...headers, 'content-length': String(body.length) };
      const exchange: Exchange = { ...options, res, attempts: 0, upstream: null, timer: undefined, isTimedOut: false };
      exchanges.set(req, exchange);
      await send(req, exchange);
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

async function forwardResponse(exchange: Exchange, response: IncomingMessage, log: Log): Promise<void> {
  clearTimeout(exchange.timer);
  const { res, target, dataHeaders } = exchange;
  const status = response.statusCode ?? 502;
  const problem = classifyResponse({ status, headers: response.headers, at: target.at });
  if (problem !== null) {
    response.resume();
    if (problem.code === 'sessionGone') {
      const onError = (error: unknown) => log.error({ err: error }, 'a session could not be ended');
      await exchange.onTokenRefused().catch(onError);
    }
    log.warn({ code: problem.code, upstream: problem.upstream, requestId: requestIdOf(res) }, 'cloud');
    sendProblem(res, problem);
    return;
  }
  const isData = dataHeaders !== undefined && (status === 200 || status === 206);
  res.writeHead(status, {
    ...headersToBrowser(response.headers, target),
    ...(isData ? dataHeaders(response.headers) : { 'cache-control': 'no-store' }),
  });
  // Registered before the middleware's own listener, which would destroy `res` as if the client had left.
  response.prependOnceListener('error', () => {
    if (!res.destroyed) abortResponse(res);
  });
  response.once('close', () => {
    if (!response.complete && !res.destroyed) abortResponse(res);
  });
  pipeResponse(response, res);
}

function targetPath(target: ProxyTarget | undefined): string | undefined {
  if (target === undefined) return undefined;
  return new URL(target.endpoint).pathname.replace(/\/$/, '') + target.path;
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function createAgents(tls: TlsOptions) {
  const options = { keepAlive: true, maxFreeSockets: 64 };
  return { http: new http.Agent(options), https: new https.Agent({ ...options, ...tls }) };
}
