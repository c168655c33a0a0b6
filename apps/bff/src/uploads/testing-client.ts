import { createHash, randomBytes } from 'node:crypto';
import http, { type ClientRequest, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export const imageId = '0b6bb11a-7a5f-4b8a-9a0e-3a1f0f5c1c11';
export const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('hex');
export const someBytes = (count: number): Buffer => randomBytes(count);

export interface Client {
  create(length: number, metadata?: Record<string, string>): Promise<Reply>;
  /** Creates and gives the address. */
  open(length: number, metadata?: Record<string, string>): Promise<string>;
  head(location: string): Promise<Reply>;
  offset(location: string): Promise<number>;
  patch(location: string, offset: number, body: Buffer): Promise<Reply>;
  /** Sends these bytes of a slice announced as `announced` bytes, and stays connected until `cut`. */
  begin(location: string, offset: number, bytes: Buffer, announced: number): Begun;
  remove(location: string): Promise<Reply>;
}
export interface Begun {
  readonly reply: Promise<Reply | 'cut'>;
  cut(): void;
}

/**
 * Speaks to the uploads, a fresh connection for each request.
 * @param user a name for the router alone, or the headers of somebody who has signed in
 */
export function createClient(url: string, user: string | Readonly<Record<string, string>> = 'alice'): Client {
  const own = typeof user === 'string' ? { 'X-User': user } : user;
  const call = (method: string, path: string, headers: Record<string, string | number>) =>
    http.request(`${url}${path}`, {
      method,
      agent: false,
      headers: { 'Tus-Resumable': '1.0.0', ...own, ...headers },
    });
  const slice = (offset: number, length: number) => ({
    'Content-Type': 'application/offset+octet-stream',
    'Content-Length': length,
    'Upload-Offset': offset,
  });

  const client: Client = {
    create(length, metadata = { imageId }) {
      const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
      return send(call('POST', '/api/uploads', { 'Upload-Length': length, 'Upload-Metadata': pairs.join(',') }));
    },
    async open(length, metadata) {
      const reply = await client.create(length, metadata);
      if (reply.status !== 201) throw new Error(`POST answered ${reply.status} ${reply.body}`);
      return String(reply.headers.location);
    },
    head: (location) => send(call('HEAD', location, {})),
    offset: async (location) => Number((await client.head(location)).headers['upload-offset']),
    patch: (location, offset, body) => send(call('PATCH', location, slice(offset, body.length)), body),
    begin(location, offset, bytes, announced) {
      const request = call('PATCH', location, slice(offset, announced));
      const reply = answerOf(request).catch(() => 'cut' as const);
      request.write(bytes);
      return { reply, cut: () => void request.destroy() };
    },
    remove: (location) => send(call('DELETE', location, {})),
  };
  return client;
}

function send(request: ClientRequest, body?: Buffer): Promise<Reply> {
  const reply = answerOf(request);
  request.end(body);
  return reply;
}

/** The whole answer; rejects when the connection breaks before it. */
export function answerOf(request: ClientRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => undefined);
      response.once('close', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() });
      });
    });
  });
}
