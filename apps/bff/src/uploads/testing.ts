import { createHash } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';
import { createUploads, pipeBody, type UploadLimits, type Uploads } from './index.ts';

/** What the stand-in for the image API does with a PUT; all by default as a good one does. */
export interface UpstreamManners {
  /** Answers at once, without reading. */
  refuseAt?: { readonly bytes: number; readonly status: number; readonly body?: string };
  /** Never sends `100 Continue`. */
  silent?: boolean;
  /** Sends it only after so many milliseconds. */
  continueAfterMs?: number;
  /** Answers 411 to `Transfer-Encoding: chunked`. */
  lengthOnly?: boolean;
  /** Breaks after so many bytes without a word; 0: before the first. */
  breakAt?: { readonly bytes: number; readonly how: Break };
  /** Takes everything and never answers. */
  mute?: boolean;
  /** Resets when nothing came for so long. */
  idleMs?: number;
  /** Answers to GET, by the end of the path; 500 for all others. */
  looks?: Readonly<Record<string, { readonly status: number; readonly json?: unknown }>>;
  /** Reads nothing while this says so. */
  stopped?: () => boolean;
}

export type Break = keyof typeof breaks;
const breaks = {
  reset: (request: IncomingMessage) => request.socket.resetAndDestroy(),
  close: (request: IncomingMessage) => request.socket.end(),
  /** Reads no further. */
  hang: (request: IncomingMessage) => request.pause(),
} as const;

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  bytes: number;
  sha512: string | null;
  closed: boolean;
}

export interface TestUpstream {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

export async function startUpstream(manners: UpstreamManners = {}): Promise<TestUpstream> {
  const received: Received[] = [];
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    if (method === 'GET') {
      const look = Object.entries(manners.looks ?? {}).find(([end]) => url.endsWith(end))?.[1];
      response.writeHead(look?.status ?? 500).end(JSON.stringify(look?.json ?? {}));
      return;
    }
    const entry: Received = { method, url, headers, bytes: 0, sha512: null, closed: false };
    received.push(entry);
    request.once('close', () => {
      entry.closed = true;
    });
    request.on('error', () => undefined);
    const refuse = (status: number, body = '{}') => {
      request.removeAllListeners('data');
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
      // Not ended before the rest has come: closing over unread bytes would take the answer back.
      response.write(body);
      request.once('close', () => response.end());
      request.resume();
    };
    if (manners.lengthOnly && headers['transfer-encoding']) return refuse(411);
    if (manners.refuseAt?.bytes === 0) return refuse(manners.refuseAt.status, manners.refuseAt.body);
    const { breakAt, refuseAt } = manners;
    if (breakAt?.bytes === 0) return breaks[breakAt.how](request);
    if (headers.expect && !manners.silent) {
      if (manners.continueAfterMs === undefined) response.writeContinue();
      else setTimeout(() => response.writeContinue(), manners.continueAfterMs);
    }

    const hash = createHash('sha512');
    const idle = manners.idleMs ? setTimeout(() => request.socket.resetAndDestroy(), manners.idleMs) : null;
    request.on('data', (bytes: Buffer) => {
      entry.bytes += bytes.length;
      hash.update(bytes);
      idle?.refresh();
      if (breakAt && entry.bytes >= breakAt.bytes) breaks[breakAt.how](request);
      if (refuseAt && entry.bytes >= refuseAt.bytes) refuse(refuseAt.status, refuseAt.body);
    });
    if (manners.stopped?.()) {
      request.pause();
      const look = setInterval(() => {
        if (manners.stopped?.()) return;
        clearInterval(look);
        request.resume();
      }, 5);
      request.once('close', () => clearInterval(look));
    }
    request.once('end', () => {
      if (idle) clearTimeout(idle);
      entry.sha512 = hash.digest('hex');
      if (!manners.mute && !response.headersSent) response.writeHead(204).end();
    });
  };
  const server = http.createServer(take);
  server.on('checkContinue', take);
  const { url, close } = await listen(server);
  return { url, received, close };
}

export interface TestBff {
  readonly url: string;
  readonly uploads: Uploads;
  /** Sessions ended because the cloud answered 401. */
  readonly ended: { readonly sessions: number };
  close(): Promise<void>;
}

/** The router alone, with the user's name taken from a header. */
export async function startBff(imageUrl: string, limits: Partial<UploadLimits> = {}): Promise<TestBff> {
  const ended = { sessions: 0 };
  const uploads = createUploads({
    resolve: async (request) => ({
      imageUrl,
      token: 'token',
      userId: request.get('x-user') ?? 'alice',
      expiresAt: Date.now() + 3_600_000,
    }),
    userOf: (request) => request.get('x-user') ?? 'alice',
    look: async (url) => {
      const answer = await fetch(url).catch(() => null);
      return answer === null ? null : { status: answer.status, text: await answer.text() };
    },
    endSession: async () => {
      ended.sessions += 1;
    },
    log: { error: () => undefined },
    limits: { dripMs: 50, continueMs: 50, lingerMs: 500, ...limits },
  });
  const app = express();
  app.use((_request, response, next) => {
    response.locals.requestId = 'req-test';
    next();
  });
  app.use('/api/uploads', uploads.router);
  app.put('/plain', (request, response) =>
    pipeBody(request, response, {
      url: `${imageUrl}/v2/images/1/file`,
      headers: { 'X-Auth-Token': 'token' },
      answerHeaders: ({ 'content-type': type = 'text/plain' }) => ({ 'Content-Type': type }),
      limits: { continueMs: 50, lingerMs: 500, ...limits },
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
