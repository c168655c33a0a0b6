import { createHash } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { REQUEST_ID_HEADER } from '@console/bff-contract';
import express from 'express';
import { putBody } from '../cloud/put-body.ts';
import { type CloudTimeouts, defaultCloudTimeouts } from '../cloud/timeouts.ts';
import type { UploadLimits } from '../uploads/upload-limits.ts';
import { createUploadRoutes, type UploadRoutes } from '../uploads/upload-routes.ts';

/** How the fake image API answers a PUT; without any property it reads everything and answers 204. */
export interface ImageApiBehaviour {
  /** Answers with this status after so many bytes; 0 answers at once, without `100 Continue`. */
  refuseAt?: { readonly bytes: number; readonly status: number; readonly body?: string };
  /** Never sends `100 Continue`. */
  silent?: boolean;
  /** Delay of `100 Continue` in ms. */
  continueAfterMs?: number;
  /** Answers 411 to `Transfer-Encoding: chunked`. */
  lengthOnly?: boolean;
  /** Breaks the request off after so many bytes, without an answer; 0 does it before `100 Continue`. */
  breakAt?: { readonly bytes: number; readonly how: Break };
  /** Reads everything and never answers. */
  mute?: boolean;
  /** Resets the connection after so many ms without a byte. */
  idleMs?: number;
  /** Answers to GET, by the end of the path; other paths answer 500. */
  records?: Readonly<Record<string, { readonly status: number; readonly json?: unknown }>>;
  /** Reads nothing while this returns true. */
  stopped?: () => boolean;
}

export type Break = keyof typeof breaks;
const breaks = {
  reset: (request: IncomingMessage) => request.socket.resetAndDestroy(),
  close: (request: IncomingMessage) => request.socket.end(),
  /** Stops reading. */
  hang: (request: IncomingMessage) => request.pause(),
} as const;

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  bytes: number;
  /** SHA-512 of the whole body; `null` if it never ended. */
  sha512: string | null;
  closed: boolean;
}

export interface TestImageApi {
  readonly url: string;
  readonly received: ReceivedRequest[];
  close(): Promise<void>;
}

export async function startImageApi(behaviour: ImageApiBehaviour = {}): Promise<TestImageApi> {
  const received: ReceivedRequest[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    if (method === 'GET') {
      const record = Object.entries(behaviour.records ?? {}).find(([end]) => url.endsWith(end))?.[1];
      response.writeHead(record?.status ?? 500).end(JSON.stringify(record?.json ?? {}));
      return;
    }
    const entry: ReceivedRequest = { method, url, headers, bytes: 0, sha512: null, closed: false };
    received.push(entry);
    request.once('close', () => {
      entry.closed = true;
    });
    request.on('error', () => undefined);
    const refuse = (status: number, body = '{}') => {
      request.removeAllListeners('data');
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
      // Ended after the body only: a close with unread bytes resets the connection, which discards the answer.
      response.write(body);
      request.once('close', () => response.end());
      request.resume();
    };
    const { breakAt, refuseAt } = behaviour;
    if (behaviour.lengthOnly && headers['transfer-encoding']) return refuse(411);
    if (refuseAt?.bytes === 0) return refuse(refuseAt.status, refuseAt.body);
    if (breakAt?.bytes === 0) return breaks[breakAt.how](request);
    if (headers.expect && !behaviour.silent) {
      if (behaviour.continueAfterMs === undefined) response.writeContinue();
      else setTimeout(() => response.writeContinue(), behaviour.continueAfterMs);
    }

    const hash = createHash('sha512');
    const idleTimer = behaviour.idleMs ? setTimeout(() => request.socket.resetAndDestroy(), behaviour.idleMs) : null;
    request.on('data', (bytes: Buffer) => {
      entry.bytes += bytes.length;
      hash.update(bytes);
      idleTimer?.refresh();
      if (breakAt && entry.bytes >= breakAt.bytes) breaks[breakAt.how](request);
      if (refuseAt && entry.bytes >= refuseAt.bytes) refuse(refuseAt.status, refuseAt.body);
    });
    if (behaviour.stopped?.()) {
      request.pause();
      const poll = setInterval(() => {
        if (behaviour.stopped?.()) return;
        clearInterval(poll);
        request.resume();
      }, 5);
      request.once('close', () => clearInterval(poll));
    }
    request.once('end', () => {
      if (idleTimer) clearTimeout(idleTimer);
      entry.sha512 = hash.digest('hex');
      if (!behaviour.mute && !response.headersSent) response.writeHead(204).end();
    });
  };
  const server = http.createServer(handle);
  server.on('checkContinue', handle);
  const { url, close } = await listen(server);
  return { url, received, close };
}

export interface TestUploadServer {
  readonly url: string;
  readonly uploads: UploadRoutes;
  /** Number of sessions that ended because the image API answered 401. */
  readonly ended: { readonly sessions: number };
  close(): Promise<void>;
}

const tls = { ca: undefined, rejectUnauthorized: true };

/** Serves the upload routes and a plain PUT at `/plain`, with the user's id from the header `X-User`. */
export async function startUploadServer(
  imageUrl: string,
  options: Partial<UploadLimits & CloudTimeouts> = {},
): Promise<TestUploadServer> {
  const ended = { sessions: 0 };
  const timeouts = { ...defaultCloudTimeouts, continueMs: 50, ...options };
  const userIdOf = (request: express.Request) => request.get('x-user') ?? 'alice';
  const uploads = createUploadRoutes({
    authorize: (request) => ({
      imageUrl,
      token: 'token',
      userId: userIdOf(request),
      expiresAt: Date.now() + 3_600_000,
    }),
    userIdOf,
    getFromImageApi: async (url) => {
      const response = await fetch(url).catch(() => null);
      return response === null ? null : { status: response.status, text: await response.text() };
    },
    endSession: async () => {
      ended.sessions += 1;
    },
    log: { error: () => undefined },
    limits: { keepAliveMs: 50, ...options },
    timeouts,
    tls,
    metrics: { opened: () => undefined, bytes: () => undefined, ended: () => undefined },
  });
  const app = express();
  app.use((_request, response, next) => {
    response.setHeader(REQUEST_ID_HEADER, 'req-test');
    next();
  });
  app.use('/api/uploads', uploads.router);
  app.put('/plain', (request, response) =>
    putBody(request, response, {
      at: { service: 'image', host: new URL(imageUrl).host },
      url: `${imageUrl}/v2/images/1/file`,
      headers: { 'X-Auth-Token': 'token' },
      headersToClient: ({ 'content-type': type = 'text/plain' }) => ({ 'Content-Type': type }),
      onTokenRefused: async () => undefined,
      tls,
      timeouts,
    }),
  );
  const server = http.createServer(app);
  server.requestTimeout = 0;
  return { ...(await listen(server)), uploads, ended };
}

async function listen(server: http.Server): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
