import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import type { Accounts, EndpointChoice } from './accounts.ts';
import { expectStatus, textAt, valueAt } from './expect.ts';
import { type Reply, sendRequest } from './send-request.ts';
import {
  passwordIdentity,
  type Release,
  requestToken,
  type SignedInName,
  type SignedInUser,
  signedInUserOf,
  type Target,
} from './target.ts';

/** A user by key, a user who signed in during the case, a bare token, or `nobody` for a request without a token. */
export type Actor = SignedInName | 'nobody' | SignedInUser | { readonly token: string };

export interface RequestOptions {
  /** Sent as JSON, as `application/json` unless the headers name another type. */
  readonly json?: unknown;
  readonly body?: string | Buffer | AsyncIterable<Buffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` by default; `null` sends no Accept header. */
  readonly accept?: string | null;
}

/** `path` is relative to the service's endpoint: `/v2/images`, `/volumes`, `/auth/tokens`. */
type SendRequest = (who: Actor, method: string, path: string, options?: RequestOptions) => Promise<Reply>;

export type Image = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a case works with. Everything created through it is deleted when the case ends. */
export interface CaseContext {
  readonly authUrl: string;
  readonly release: Release;
  /** Selects endpoints of the catalog. */
  readonly endpointChoice: EndpointChoice;
  readonly accounts: Accounts;
  readonly image: SendRequest;
  readonly identity: SendRequest;
  readonly volume: SendRequest;
  readonly user: (name: SignedInName) => SignedInUser;
  readonly token: (who: Actor) => string;
  /** Fails for a token without a project. */
  readonly projectId: (who: Actor) => string;
  /** Returns the full URL of a path, for a case that opens its own connection. */
  readonly address: (service: 'image' | 'volume' | 'identity', who: Actor, path: string) => string;
  /** Returns a unique name that starts with `what`. */
  readonly uniqueName: (what: string) => string;
  /**
   * Creates an image. With `data` it is also uploaded, and the returned image is the one after the upload. Expects 201
   * and 204.
   */
  readonly createImage: (
    who: Actor,
    fields?: Readonly<Record<string, unknown>>,
    data?: string | Buffer,
  ) => Promise<Image>;
  /** Fetches the image's present state. */
  readonly fetchImage: (who: Actor, id: string) => Promise<Image>;
  /** Creates a user with one role in a new project. */
  readonly createUser: (role?: 'admin' | 'member' | 'reader') => Promise<SignedInUser>;
  /** Polls until `check` returns true and returns the value. Fails after `seconds` (20) and shows the last value. */
  readonly waitUntil: <T>(read: () => Promise<T>, check: (seen: T) => boolean, seconds?: number) => Promise<T>;
  /** Runs when the case has ended, in reverse order. */
  readonly onCleanup: (undo: () => Promise<unknown>) => void;
}

/** Creates the context of one case and its cleanup, which rejects when something cannot be deleted. */
export function createCaseContext(target: Target): {
  readonly context: CaseContext;
  readonly close: () => Promise<void>;
} {
  const undo: (() => Promise<unknown>)[] = [];
  const personOf = (who: Actor): SignedInUser | null =>
    typeof who === 'string' ? (who === 'nobody' ? null : target.users[who]) : 'user' in who ? who : null;
  const tokenOf = (who: Actor): string => (typeof who === 'object' ? who.token : (personOf(who)?.token ?? ''));
  const address: CaseContext['address'] = (service, who, path) => {
    const { endpoints } = personOf(who)?.projectId ? (personOf(who) as SignedInUser) : target.users.admin;
    const base = { identity: target.authUrl, image: endpoints.image, volume: endpoints.volumev3 }[service];
    if (base === null) throw new Error(`the catalog has no ${service} service`);
    return base + path;
  };
  const request =
    (service: Parameters<CaseContext['address']>[0]): SendRequest =>
    async (who, method, path, options = {}) => {
      const reply = await sendRequest(method, address(service, who, path), outgoing(tokenOf(who), options));
      if (method === 'POST') remember(service, path, reply);
      return reply;
    };
  const [image, identity, volume] = [request('image'), request('identity'), request('volume')];

  const removers: readonly [service: string, path: RegExp, remove: (body: unknown) => () => Promise<unknown>][] = [
    ['image', /^\/v2\/images$/, (body) => () => removeImage(String(valueAt(body, 'id')))],
    ['volume', /^\/volumes$/, (body) => () => removeVolume(body)],
    ['identity', /^\/users$/, (body) => () => identity('admin', 'DELETE', `/users/${valueAt(body, 'user', 'id')}`)],
    [
      'identity',
      /^\/projects$/,
      (body) => () => identity('admin', 'DELETE', `/projects/${valueAt(body, 'project', 'id')}`),
    ],
  ];
  const remember = (service: string, path: string, reply: Reply): void => {
    if (reply.status !== 201 && reply.status !== 202) return;
    for (const [of, pattern, remove] of removers) {
      if (of === service && pattern.test(path)) undo.push(remove(reply.body));
    }
  };
  const removeImage = async (id: string): Promise<void> => {
    const gone = await image('admin', 'DELETE', `/v2/images/${id}`);
    if (gone.status !== 403) return;
    await image('admin', 'PATCH', `/v2/images/${id}`, jsonPatch([{ op: 'replace', path: '/protected', value: false }]));
    expectStatus(await image('admin', 'DELETE', `/v2/images/${id}`), 204);
  };
  /** Deletes a volume as the administrator, in the volume's own project, once its status allows it. */
  const removeVolume = async (body: unknown): Promise<void> => {
    const path = `/volumes/${valueAt(body, 'volume', 'id')}`;
    const project = textAt(body, 'volume', 'os-vol-tenant-attr:tenant_id');
    const owner = Object.values(target.users).find(({ projectId }) => projectId === project && project !== undefined);
    const whose = owner ? [owner] : [target.users.admin, target.users.alice, target.users.aliceOps, target.users.dave];
    for (const who of whose) {
      const there = () => volume(who, 'GET', path);
      if ((await there()).status !== 200) continue;
      await waitUntil(
        there,
        (seen) => !['creating', 'downloading'].includes(textAt(seen.body, 'volume', 'status') ?? ''),
        60,
      );
      await volume(who, 'DELETE', path);
      await waitUntil(there, ({ status }) => status === 404, 60);
    }
  };

  const fetchImage: CaseContext['fetchImage'] = async (who, id) =>
    expectStatus(await image(who, 'GET', `/v2/images/${id}`), 200).body as Image;
  const context: CaseContext = {
    authUrl: target.authUrl,
    release: target.release,
    endpointChoice: target.endpointChoice,
    accounts: target.accounts,
    image,
    identity,
    volume,
    user: (name) => target.users[name],
    token: tokenOf,
    projectId: (who) => {
      const id = personOf(who)?.projectId;
      if (!id) throw new Error('there is no project');
      return id;
    },
    address,
    uniqueName: (what) => `${what}-${randomUUID().slice(0, 8)}`,
    createImage: async (who, fields = {}, data) => {
      const made = expectStatus(await image(who, 'POST', '/v2/images', { json: fields }), 201).body as Image;
      if (data === undefined) return made;
      const headers = { 'Content-Type': 'application/octet-stream' };
      expectStatus(await image(who, 'PUT', `/v2/images/${made.id}/file`, { headers, body: data }), 204);
      return fetchImage(who, made.id);
    },
    fetchImage,
    createUser: (role = 'member') => newcomer(context, role),
    waitUntil,
    onCleanup: (work) => void undo.push(work),
  };
  return {
    context,
    close: async () => {
      for (const work of undo.toReversed()) await work();
    },
  };
}

/** Builds the body of a JSON patch with Glance's media type. */
export function jsonPatch(operations: unknown): RequestOptions {
  return { json: operations, headers: { 'Content-Type': 'application/openstack-images-v2.1-json-patch' } };
}

function outgoing(token: string, { json, body, headers = {}, accept = 'application/json' }: RequestOptions) {
  const isJson = json !== undefined;
  const sent = isJson ? JSON.stringify(json) : body;
  return {
    headers: {
      ...(token === '' ? {} : { 'X-Auth-Token': token }),
      ...(accept === null ? {} : { Accept: accept }),
      ...(isJson ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  };
}

async function waitUntil<T>(read: () => Promise<T>, check: (seen: T) => boolean, seconds = 20): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; await rest(100)) {
    const seen = await read();
    if (check(seen)) return seen;
    if (Date.now() > end) throw new Error(`not within ${seconds} s, last seen: ${shown(seen)}`);
  }
}

function shown(seen: unknown): string {
  return JSON.stringify(seen, (key, value: unknown) => (key === 'bytes' ? undefined : value)).slice(0, 1500);
}

async function newcomer(context: CaseContext, role: string): Promise<SignedInUser> {
  const name = context.uniqueName('newcomer');
  const { identity } = context;
  const post = async (path: string, json: unknown) =>
    expectStatus(await identity('admin', 'POST', path, { json }), 201).body;
  const project = valueAt(await post('/projects', { project: { name, domain_id: 'default' } }), 'project', 'id');
  const user = { name, password: context.accounts.password, domain_id: 'default' };
  const userId = valueAt(await post('/users', { user }), 'user', 'id');
  const roles = expectStatus(await identity('admin', 'GET', `/roles?name=${role}`), 200).body;
  const grant = `/projects/${project}/users/${userId}/roles/${valueAt(roles, 'roles', 0, 'id')}`;
  expectStatus(await identity('admin', 'PUT', grant), 204);
  const scope = { project: { id: project } };
  const reply = await requestToken(context.authUrl, {
    auth: { identity: passwordIdentity(name, context.accounts.password), scope },
  });
  return signedInUserOf(expectStatus(reply, 201), context.endpointChoice);
}
