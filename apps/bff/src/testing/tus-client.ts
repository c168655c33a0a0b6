import { createHash, randomBytes } from 'node:crypto';
import http, { type ClientRequest, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export const imageId = '0b6bb11a-7a5f-4b8a-9a0e-3a1f0f5c1c11';
export const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('hex');
export const randomBuffer = (bytes: number): Buffer => randomBytes(bytes);
/** The code of a Problem. */
export const codeOf = (reply: Pick<Reply, 'body'>): unknown => JSON.parse(reply.body).code;

/** A tus client that opens a new connection for each request. */
export interface TusClient {
  create(length: number, metadata?: Record<string, string>): Promise<Reply>;
  /** Creates an upload and returns its Location. @throws if the status is not 201 */
  open(length: number, metadata?: Record<string, string>): Promise<string>;
  head(location: string): Promise<Reply>;
  offset(location: string): Promise<number>;
  patch(location: string, offset: number, body: Buffer): Promise<Reply>;
  /** Sends these bytes of a slice of `sliceBytes`, and stays connected until `cut`. */
  begin(location: string, offset: number, bytes: Buffer, sliceBytes: number): PartialSlice;
  remove(location: string): Promise<Reply>;
}
export interface PartialSlice {
  readonly reply: Promise<Reply | 'cut'>;
  cut(): void;
}

/** @param user value of `X-User` for the test's upload server, or the headers of a signed-in user */
export function createTusClient(url: string, user: string | Readonly<Record<string, string>> = 'alice'): TusClient {
  const userHeaders = typeof user === 'string' ? { 'X-User': user } : user;
  const createRequest = (method: string, path: string, headers: Record<string, string | number>) =>
    http.request(`${url}${path}`, {
      method,
      agent: false,
      headers: { 'Tus-Resumable': '1.0.0', ...userHeaders, ...headers },
    });
  const sliceHeaders = (offset: number, length: number) => ({
    'Content-Type': 'application/offset+octet-stream',
    'Content-Length': length,
    'Upload-Offset': offset,
  });

  const client: TusClient = {
    create(length, metadata = { imageId }) {
      const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
      const headers = { 'Upload-Length': length, 'Upload-Metadata': pairs.join(',') };
      return send(createRequest('POST', '/api/uploads', headers));
    },
    async open(length, metadata) {
      const reply = await client.create(length, metadata);
      if (reply.status !== 201) throw new Error(`POST answered ${reply.status} ${reply.body}`);
      return String(reply.headers.location);
    },
    head: (location) => send(createRequest('HEAD', location, {})),
    offset: async (location) => Number((await client.head(location)).headers['upload-offset']),
    patch: (location, offset, body) => send(createRequest('PATCH', location, sliceHeaders(offset, body.length)), body),
    begin(location, offset, bytes, sliceBytes) {
      const request = createRequest('PATCH', location, sliceHeaders(offset, sliceBytes));
      const reply = readReply(request).catch(() => 'cut' as const);
      request.write(bytes);
      return { reply, cut: () => void request.destroy() };
    },
    remove: (location) => send(createRequest('DELETE', location, {})),
  };
  return client;
}

function send(request: ClientRequest, body?: Buffer): Promise<Reply> {
  const reply = readReply(request);
  request.end(body);
  return reply;
}

/** Resolves with the whole response; rejects if the connection breaks before it. */
export function readReply(request: ClientRequest): Promise<Reply> {
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
