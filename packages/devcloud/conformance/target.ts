import assert from 'node:assert/strict';
import { at, items, textAt } from './expect.ts';
import { type Reply, send } from './wire.ts';

export type Release = 'zed' | '2025.1';
export const releases: readonly Release[] = ['zed', '2025.1'];

export type Service = 'image' | 'volumev3';

/** Someone who has signed in; `null` where a token without a project has nothing. */
export interface Person {
  readonly token: string;
  readonly user: string;
  readonly userId: string;
  readonly project: string | null;
  readonly projectId: string | null;
  readonly endpoints: Readonly<Record<Service, string | null>>;
}

/** The people every cloud under test has, with the project each signs in to. */
const people = {
  admin: ['admin', 'admin'],
  alice: ['alice', 'dev'],
  aliceOps: ['alice', 'ops'],
  bob: ['bob', 'ops'],
  carol: ['carol', null],
  dave: ['dave', 'qa'],
} as const satisfies Record<string, readonly [user: string, project: string | null]>;

export type PersonName = keyof typeof people;

export interface Target {
  readonly authUrl: string;
  readonly release: Release;
  readonly password: string;
  readonly people: Readonly<Record<PersonName, Person>>;
}

export interface TargetOptions {
  /** Keystone v3, without a slash at the end. */
  readonly authUrl: string;
  readonly release: Release;
  /** Everybody's; default `console`. */
  readonly password?: string;
}

/** Signs everybody in. Rejects where somebody is not let in, or the catalog lacks the image service. */
export async function openTarget({ authUrl, release, password = 'console' }: TargetOptions): Promise<Target> {
  const signedIn = Object.entries(people).map(
    async ([name, [user, project]]) => [name, await signIn(authUrl, user, password, project)] as const,
  );
  const found = Object.fromEntries(await Promise.all(signedIn)) as Record<PersonName, Person>;
  assert.ok(found.admin.endpoints.image, 'the catalog has no image service');
  return { authUrl, release, password, people: found };
}

/** A token by password; rejects unless Keystone gives one. */
export async function signIn(authUrl: string, user: string, password: string, project: string | null): Promise<Person> {
  const scope = project === null ? {} : { scope: { project: { name: project, domain } } };
  const reply = await askToken(authUrl, { auth: { identity: byPassword(user, password), ...scope } });
  assert.equal(reply.status, 201, `${user} is not let into ${project}: ${reply.bytes.toString()}`);
  return personOf(reply);
}

const domain = { name: 'Default' };

export function byPassword(name: string, password: string) {
  return { methods: ['password'], password: { user: { name, domain, password } } };
}

export function askToken(authUrl: string, body: unknown): Promise<Reply> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  return send('POST', `${authUrl}/auth/tokens`, { headers, body: JSON.stringify(body) });
}

/** Who a token that Keystone has just given speaks for. */
export function personOf(reply: Reply): Person {
  const token = at(reply.body, 'token');
  const endpoint = (type: Service): string | null => {
    const service = items(at(token, 'catalog') ?? []).find((one) => at(one, 'type') === type);
    const face = items(at(service, 'endpoints') ?? []).find((one) => at(one, 'interface') === 'public');
    return textAt(face, 'url')?.replace(/\/$/, '') ?? null;
  };
  return {
    token: String(reply.headers['x-subject-token']),
    user: textAt(token, 'user', 'name') ?? '',
    userId: textAt(token, 'user', 'id') ?? '',
    project: textAt(token, 'project', 'name') ?? null,
    projectId: textAt(token, 'project', 'id') ?? null,
    endpoints: { image: endpoint('image'), volumev3: endpoint('volumev3') },
  };
}
