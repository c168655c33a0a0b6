import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as nodeRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CSRF_HEADER, paths, type Session } from '@console/bff-contract';
import type { FaultRule } from '@console/devcloud';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** Password of every user of the embedded cloud. Its own export cannot be used: jsdom's `URL` breaks the cloud's file reads. */
export const demoPassword = 'console';

const bffMain = join(import.meta.dirname, '../../../../bff/src/main.ts');

/** One request of the page, as the BFF received it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
}

/** The BFF over an embedded cloud, for the tests of one file. */
export interface TestConsole {
  /** Signs a user in without the page. A project is chosen by its name; otherwise the BFF chooses. */
  readonly signIn: (username: string, project?: string) => Promise<Session>;
  /** What the page uses instead of the browser's `fetch`: keeps the cookie and reaches the BFF. */
  readonly fetch: typeof fetch;
  /** Requests of the page since the test began; those of `signIn` and `send` are left out. */
  readonly requests: readonly RecordedRequest[];
  /** A JSON request of the signed-in user beside the page, for set-up and checks. @throws unless the status is 2xx */
  readonly send: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Makes the embedded cloud fail until the test ends. */
  readonly setFaults: (...rules: readonly FaultRule[]) => Promise<void>;
}

/**
 * Starts a console for the tests of the calling file and stops it after them. Cookie, recorded requests and faults are
 * reset after each test; images stay.
 */
export function setUpTestConsole(env: Readonly<Record<string, string>> = {}): TestConsole {
  let server: ConsoleProcess | null = null;
  let cookie = '';
  let csrfToken = '';
  const requests: RecordedRequest[] = [];

  beforeAll(async () => {
    server = await startConsoleProcess(env);
  });
  afterEach(async () => {
    cookie = '';
    csrfToken = '';
    requests.length = 0;
    await setFaults();
  });
  afterAll(() => server?.stop());

  const exchange = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | null,
    signal?: AbortSignal | null,
  ) => {
    if (server === null) throw new Error('The console runs only inside the tests of this file');
    const response = await sendRequest(server.url, { method, path, headers: { ...headers, cookie }, body, signal });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const send: TestConsole['send'] = async (method, path, body) => {
    const type = method === 'PATCH' ? 'application/openstack-images-v2.1-json-patch' : 'application/json';
    const headers = { 'content-type': type, [CSRF_HEADER]: csrfToken };
    const response = await exchange(method, path, headers, body === undefined ? null : JSON.stringify(body));
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const setFaults: TestConsole['setFaults'] = async (...rules) => {
    if (server === null) return;
    const response = await sendRequest(server.cloudUrl, {
      method: 'PUT',
      path: '/control/faults',
      headers: {},
      body: JSON.stringify(rules),
    });
    if (!response.ok) throw new Error(`The faults were refused: ${await response.text()}`);
  };
  return {
    requests,
    send,
    setFaults,
    async signIn(username, project) {
      let session = (await send('POST', paths.session, { username, password: demoPassword })) as Session;
      csrfToken = session.csrfToken;
      const projectId = session.projects.find(({ name }) => name === project)?.id;
      if (projectId !== undefined) session = (await send('PUT', paths.scope, { projectId })) as Session;
      csrfToken = session.csrfToken;
      return session;
    },
    async fetch(input, init = {}) {
      const method = init.method ?? 'GET';
      const body = typeof init.body === 'string' ? init.body : null;
      requests.push({ method, path: String(input), body });
      const headers = Object.fromEntries(new Headers(init.headers));
      return exchange(method, String(input), headers, body, init.signal);
    },
  };
}

interface ConsoleProcess {
  /** Address of the BFF, without a slash at the end. */
  readonly url: string;
  /** Address of the embedded cloud, without a slash at the end. */
  readonly cloudUrl: string;
  readonly stop: () => Promise<void>;
}

/** The BFF runs in a process of its own, because jsdom replaces globals on which its libraries depend. */
async function startConsoleProcess(env: Readonly<Record<string, string>>): Promise<ConsoleProcess> {
  const stateDir = await mkdtemp(join(tmpdir(), 'console-test-'));
  const child: ChildProcess = spawn(process.execPath, [bffMain], {
    env: { CONSOLE_PORT: '0', CONSOLE_STATE: stateDir, EMBEDDED_SEED: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const addresses = new Map<string, string>();
  if (child.stdout === null) throw new Error('The console has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [label = '', address = ''] = line.split(/\s+/);
    addresses.set(label, address);
    if (label === 'ready') break;
  }
  const url = addresses.get('Console');
  const authUrl = addresses.get('Keystone');
  if (url === undefined || authUrl === undefined) throw new Error('The console ended before it was ready');
  return {
    url,
    cloudUrl: new URL(authUrl).origin,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** A request through `node:http`: Node's `fetch` accepts no signal of jsdom. */
function sendRequest(
  url: string,
  options: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
    readonly signal?: AbortSignal | null | undefined;
  },
): Promise<Response> {
  const { method, path, body, signal } = options;
  return new Promise((resolve, reject) => {
    const request = nodeRequest(new URL(path, url), {
      method,
      agent: false,
      headers: { ...options.headers, origin: url },
    });
    signal?.addEventListener('abort', () => request.destroy(new Error('aborted')));
    request.on('error', () => reject(signal?.aborted ? signal.reason : new TypeError('Failed to fetch')));
    request.on('response', async (response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk as Buffer);
      } catch {
        reject(new TypeError('Failed to fetch'));
        return;
      }
      const status = response.statusCode ?? 500;
      const headers = new Headers();
      for (const [name, value] of Object.entries(response.headersDistinct)) headers.set(name, value?.join(', ') ?? '');
      const isEmpty = status === 204 || status === 304;
      resolve(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers }));
    });
    request.end(body ?? undefined);
  });
}
