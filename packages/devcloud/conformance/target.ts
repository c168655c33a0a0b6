import assert from 'node:assert/strict';
import {
  type Account,
  type Accounts,
  type Catalog,
  type EndpointChoice,
  type ProjectKey,
  readAccounts,
  readEndpointChoice,
  resolveEndpoints,
  type Service,
  type UserKey,
} from './accounts.ts';
import { textAt, valueAt } from './expect.ts';
import { type Reply, sendRequest } from './send-request.ts';

export type Release = 'zed' | '2025.1';
export const releases: readonly Release[] = ['zed', '2025.1'];

/** A signed-in user; fields are `null` for a token without a project. */
export interface SignedInUser {
  readonly token: string;
  readonly user: string;
  readonly userId: string;
  readonly project: string | null;
  readonly projectId: string | null;
  /** Region of the endpoints; `null` without an image service. */
  readonly region: string | null;
  readonly endpoints: Readonly<Record<Service, string | null>>;
}

/** Users of every cloud under test, with the project that each signs in to. */
const users = {
  admin: ['admin', 'admin'],
  alice: ['alice', 'dev'],
  aliceOps: ['alice', 'ops'],
  bob: ['bob', 'ops'],
  carol: ['carol', null],
  dave: ['dave', 'qa'],
} as const satisfies Record<string, readonly [user: UserKey, project: ProjectKey | null]>;

export type SignedInName = keyof typeof users;

export interface Target {
  readonly authUrl: string;
  readonly release: Release;
  readonly accounts: Accounts;
  readonly endpointChoice: EndpointChoice;
  readonly users: Readonly<Record<SignedInName, SignedInUser>>;
}

export interface TargetOptions {
  /** Keystone v3, without a trailing slash. */
  readonly authUrl: string;
  readonly release: Release;
  /** Defaults to those of the embedded cloud. */
  readonly accounts?: Accounts;
  /** Defaults to the public interface and the first region. */
  readonly endpointChoice?: EndpointChoice;
}

/** Signs in every user. Rejects when one is refused, or when the catalog lacks the image service or the region. */
export async function openTarget(options: TargetOptions): Promise<Target> {
  const { authUrl, release, accounts = readAccounts({}), endpointChoice = readEndpointChoice({}) } = options;
  const signedIn = Object.entries(users).map(async ([key, [user, project]]) => {
    const person = await signIn(authUrl, accounts.users[user], project && accounts.projects[project], endpointChoice);
    return [key, person] as const;
  });
  const found = Object.fromEntries(await Promise.all(signedIn)) as Record<SignedInName, SignedInUser>;
  const { region, endpoints } = found.admin;
  assert.ok(endpoints.image, `the catalog has no ${endpointChoice.interface} endpoint of an image service`);
  if (endpointChoice.region !== null)
    assert.equal(region, endpointChoice.region, 'the region asked for has no image service');
  return { authUrl, release, accounts, endpointChoice, users: found };
}

/** Requests a token by password; rejects unless Keystone issues one. */
async function signIn(
  authUrl: string,
  { name, password }: Account,
  project: string | null,
  endpointChoice: EndpointChoice,
): Promise<SignedInUser> {
  const scope = project === null ? {} : { scope: { project: { name: project, domain } } };
  const reply = await requestToken(authUrl, { auth: { identity: passwordIdentity(name, password), ...scope } });
  assert.equal(reply.status, 201, `${name} is not let into ${project}: ${reply.bytes.toString()}`);
  return signedInUserOf(reply, endpointChoice);
}

const domain = { name: 'Default' };

export function passwordIdentity(name: string, password: string) {
  return { methods: ['password'], password: { user: { name, domain, password } } };
}

export function requestToken(authUrl: string, body: unknown): Promise<Reply> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  return sendRequest('POST', `${authUrl}/auth/tokens`, { headers, body: JSON.stringify(body) });
}

/** Builds the user that a newly issued token belongs to. */
export function signedInUserOf(reply: Reply, endpointChoice: EndpointChoice): SignedInUser {
  const token = valueAt(reply.body, 'token');
  return {
    token: String(reply.headers['x-subject-token']),
    user: textAt(token, 'user', 'name') ?? '',
    userId: textAt(token, 'user', 'id') ?? '',
    project: textAt(token, 'project', 'name') ?? null,
    projectId: textAt(token, 'project', 'id') ?? null,
    ...resolveEndpoints((valueAt(token, 'catalog') ?? []) as Catalog, endpointChoice),
  };
}
