import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaultSwitches } from './kernel/fault-switches.ts';
import { startServer } from './kernel/server.ts';
import type { Identity, Service } from './kernel/service.ts';
import { createKeystone, demoPassword, type Keystone } from './keystone/index.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON body, or the text of any other. */
  readonly body: unknown;
}

export interface TestCloud {
  readonly url: string;
  readonly stateDir: string;
  readonly keystone: Keystone;
  readonly call: (
    method: string,
    path: string,
    options?: { token?: string; json?: unknown; headers?: Record<string, string> },
  ) => Promise<Reply>;
  /** Returns a token of a demo user; unscoped without a project. */
  readonly tokenFor: (user: string, project?: string) => Promise<string>;
  /** Stops the cloud. Keeps its state by default. */
  readonly close: (state?: 'keep' | 'drop') => Promise<void>;
}

/** Starts Keystone and the services that `mount` adds, on a free port, in a new folder unless one is given. */
export async function openTestCloud(
  options: {
    stateDir?: string;
    tokenTtlSeconds?: number;
    mount?: (identity: Identity, stateDir: string) => Record<string, Service>;
  } = {},
): Promise<TestCloud> {
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'devcloud-')));
  const keystone = await createKeystone({ stateDir, tokenTtlSeconds: options.tokenTtlSeconds ?? 3600 });
  const others = options.mount?.(keystone, stateDir) ?? {};
  const mounts = { identity: keystone, ...others };
  const server = await startServer({
    mounts,
    faults: createFaultSwitches(keystone.expireToken),
    host: '127.0.0.1',
    port: 0,
  });
  const url = `http://127.0.0.1:${server.port}`;
  const call = callAt(url);
  return {
    url,
    stateDir,
    keystone,
    call,
    tokenFor: async (user, project) => {
      const { headers } = await call('POST', '/identity/v3/auth/tokens', {
        json: passwordRequest(user, demoPassword, project),
      });
      return headers.get('x-subject-token') ?? '';
    },
    close: async (state = 'drop') => {
      await server.close();
      for (const service of Object.values(mounts)) await service.close();
      if (state === 'drop') await rm(stateDir, { recursive: true, force: true });
    },
  };
}

export function callAt(url: string): TestCloud['call'] {
  return async (method, path, { token, json, headers } = {}) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const sent = {
      ...(token ? { 'X-Auth-Token': token } : {}),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const reply = await fetch(url + path, { method, headers: sent, redirect: 'manual', ...body });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: parsed(text) };
  };
}

const domain = { name: 'Default' };

export function passwordRequest(name: string, password: string, project?: string) {
  const identity = { methods: ['password'], password: { user: { name, domain, password } } };
  return { auth: { identity, ...(project ? { scope: { project: { name: project, domain } } } : {}) } };
}

export function tokenRequest(id: string, project?: string) {
  const identity = { methods: ['token'], token: { id } };
  return { auth: { identity, ...(project ? { scope: { project: { name: project, domain } } } : {}) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
