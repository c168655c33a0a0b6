import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { createFaultSwitches } from '../kernel/fault-switches.ts';
import { startServer } from '../kernel/server.ts';
import type { Caller, ImageService } from '../kernel/service.ts';
import { createGlance, type GlanceOptions } from './index.ts';

const ROLES = { admin: ['admin', 'member', 'reader'], member: ['member', 'reader'], reader: ['reader'], none: [] };

/** Callers whose tokens the image service under test accepts. The token is the caller's name. */
export const CALLERS = {
  admin: callerOf('admin', 'p-admin', ROLES.admin),
  alice: callerOf('alice', 'p-dev', ROLES.member),
  olga: callerOf('olga', 'p-ops', ROLES.member),
  bob: callerOf('bob', 'p-ops', ROLES.reader),
  eve: callerOf('eve', 'p-dev', ROLES.reader),
  carol: callerOf('carol', null, ROLES.none),
} as const;

export type User = keyof typeof CALLERS;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body of a JSON response; empty for any other. */
  readonly body: Json;
}

export interface Json {
  readonly [key: string]: JsonValue;
}
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | Json;

export interface Cloud {
  /** `http://127.0.0.1:PORT/image` */
  readonly url: string;
  readonly stateDir: string;
  readonly service: ImageService;
  /** Sends a request with this user's token. Objects and arrays are sent as JSON, with `Accept: application/json`. */
  readonly send: (
    user: User | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** Creates an image and returns it. */
  readonly image: (user: User, fields?: Record<string, unknown>) => Promise<Json & { readonly id: string }>;
  /** Creates an active image with these bytes. */
  readonly active: (
    user: User,
    bytes: Uint8Array,
    fields?: Record<string, unknown>,
  ) => Promise<Json & { readonly id: string }>;
  readonly patch: (user: User, id: string, operations: unknown) => Promise<Answer>;
  /** Polls until the image meets the condition. */
  readonly until: (user: User, id: string, isSo: (image: Json) => boolean) => Promise<Json>;
  /** Stops the service and starts it again on the same folder. */
  readonly restart: () => Promise<Cloud>;
  readonly close: () => Promise<void>;
}

function callerOf(name: string, projectId: string | null, roles: readonly string[]): Caller {
  const projectName = projectId === null ? null : projectId.slice(2);
  return { userId: `u-${name}`, userName: name, projectId, projectName, roles, expiresAt: Number.MAX_SAFE_INTEGER };
}

const identity = {
  authenticate: (token: string | undefined): Caller | null =>
    token !== undefined && Object.hasOwn(CALLERS, token) ? CALLERS[token as User] : null,
};

export type CloudOptions = Partial<Omit<GlanceOptions, 'identity'>>;

/** Starts an image service on a free port, over real HTTP, in a folder of its own. */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'glance-'));
  const service = await createGlance({ importPace: 5, ...options, stateDir, identity });
  const server = await startServer({
    mounts: { image: service },
    faults: createFaultSwitches(() => undefined),
    host: '127.0.0.1',
    port: 0,
  });
  const url = `http://127.0.0.1:${server.port}/image`;
  const send = sender(url);
  const stop = async () => {
    await server.close(0);
    await service.close();
  };
  const image: Cloud['image'] = async (user, fields = {}) => {
    const { body } = await send(user, 'POST', '/v2/images', fields);
    return { ...body, id: String(body.id) };
  };
  return {
    url,
    stateDir,
    service,
    send,
    image,
    active: async (user, bytes, fields = {}) => {
      const { id } = await image(user, { disk_format: 'raw', container_format: 'bare', ...fields });
      await send(user, 'PUT', `/v2/images/${id}/file`, bytes, { 'Content-Type': 'application/octet-stream' });
      const { body } = await send(user, 'GET', `/v2/images/${id}`);
      return { ...body, id };
    },
    patch: (user, id, operations) =>
      send(user, 'PATCH', `/v2/images/${id}`, operations, {
        'Content-Type': 'application/openstack-images-v2.1-json-patch',
      }),
    until: async (user, id, isSo) => {
      for (;;) {
        const { body } = await send(user, 'GET', `/v2/images/${id}`);
        if (isSo(body)) return body;
        await rest(5);
      }
    },
    restart: async () => {
      await stop();
      return startCloud({ ...options, stateDir });
    },
    close: async () => {
      await stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

function sender(url: string): Cloud['send'] {
  return async (user, method, path, body, headers = {}) => {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        ...(user === null ? {} : { 'X-Auth-Token': user }),
        ...(isRaw ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? new Blob([body as string]) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = text !== '' && (response.headers.get('content-type') ?? '').startsWith('application/json');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
}

/** The ids of a list response, in order. */
export function idsOf({ body }: Answer): readonly string[] {
  return listOf(body.images).map((image) => String(image.id));
}

export function listOf(value: JsonValue | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
