import { request } from 'node:http';
import { CSRF_HEADER, paths, type Session } from '@console/bff-contract';

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** Parses the body as JSON. */
  readonly json: () => unknown;
}

export interface TestRequest {
  readonly method?: string;
  /** Sent unchanged. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends one request on a new connection, without changing its path and with no headers of its own. */
export function send(baseUrl: string, { method = 'GET', path, headers = {}, body }: TestRequest): Promise<TestAnswer> {
  const { hostname, port } = new URL(baseUrl);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const req = request({ hostname, port, method, path, headers: { ...length, ...headers }, agent: false }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('error', reject);
      res.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString('utf8');
        resolve({ status: res.statusCode ?? 0, headers: res.headers, bytes, text, json: () => JSON.parse(text) });
      });
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** A client with the parts of a browser that the BFF checks: cookie, Origin, and the CSRF token of writes. */
export interface TestBrowser {
  readonly send: (request: TestRequest) => Promise<TestAnswer>;
  readonly sendJson: (method: string, path: string, body: unknown) => Promise<TestAnswer>;
  /** @throws if the response has no session */
  readonly signIn: (username: string, more?: Readonly<Record<string, string>>) => Promise<Session>;
  readonly cookie: () => string | null;
  readonly csrfToken: () => string | null;
}

export function createTestBrowser(baseUrl: string): TestBrowser {
  let cookie: string | null = null;
  let csrfToken: string | null = null;

  const browser: TestBrowser = {
    async send(options) {
      const answer = await send(baseUrl, {
        ...options,
        headers: {
          ...(cookie === null ? {} : { cookie }),
          ...(isWrite(options.method)
            ? { origin: baseUrl, ...(csrfToken === null ? {} : { [CSRF_HEADER]: csrfToken }) }
            : {}),
          ...options.headers,
        },
      });
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) cookie = line.split(';')[0] ?? null;
      return answer;
    },
    sendJson: (method, path, body) =>
      browser.send({ method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    async signIn(username, more = {}) {
      const answer = await browser.sendJson('POST', paths.session, { username, password: 'console', ...more });
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
      const session = answer.json() as Session;
      csrfToken = session.csrfToken;
      return session;
    },
    cookie: () => cookie,
    csrfToken: () => csrfToken,
  };
  return browser;
}

function isWrite(method = 'GET'): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
