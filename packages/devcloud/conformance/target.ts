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

/** Someone who has signed in; `null` where a token without a project has nothing. */
export interface SignedInUser {
  readonly token: string;
  readonly user: string;
  readonly userId: string;
  readonly project: string | null;
  readonly projectId: string | null;
  /** Where the endpoints below are; `null` where there is no image service. */
  readonly region: string | null;
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
} as const satisfies Record<string, readonly [user: UserKey, project: ProjectKey | null]>;

export type SignedInName = keyof typeof people;

export interface Target {
  readonly authUrl: string;
  readonly release: Release;
  readonly accounts: Accounts;
  readonly place: EndpointChoice;
  readonly people: Readonly<Record<SignedInName, SignedInUser>>;
}

export interface TargetOptions {
  /** Keystone v3, without a slash at the end. */
  readonly authUrl: string;
  readonly release: Release;
  /** Default: those of the embedded cloud. */
  readonly accounts?: Accounts;
  /** Default: public, the first region. */
  readonly place?: EndpointChoice;
}

/** Signs everybody in. Rejects where somebody is not let in, or the catalog lacks the image service or the region. */
export async function openTarget(options: TargetOptions): Promise<Target> {
  const { authUrl, release, accounts = readAccounts({}), place = readEndpointChoice({}) } = options;
  const signedIn = Object.entries(people).map(async ([key, [user, project]]) => {
    const person = await signIn(authUrl, accounts.users[user], project && accounts.projects[project], place);
    return [key, person] as const;
  });
  const found = Object.fromEntries(await Promise.all(signedIn)) as Record<SignedInName, SignedInUser>;
  const { region, endpoints } = found.admin;
  assert.ok(endpoints.image, `the catalog has no ${place.interface} endpoint of an image service`);
  if (place.region !== null) assert.equal(region, place.region, 'the region asked for has no image service');
  return { authUrl, release, accounts, place, people: found };
}

/** A token by password; rejects unless Keystone gives one. */
async function signIn(
  authUrl: string,
  { name, password }: Account,
  project: string | null,
  place: EndpointChoice,
): Promise<SignedInUser> {
  const scope = project === null ? {} : { scope: { project: { name: project, domain } } };
  const reply = await requestToken(authUrl, { auth: { identity: passwordIdentity(name, password), ...scope } });
  assert.equal(reply.status, 201, `${name} is not let into ${project}: ${reply.bytes.toString()}`);
  return signedInUserOf(reply, place);
}

const domain = { name: 'Default' };

export function passwordIdentity(name: string, password: string) {
  return { methods: ['password'], password: { user: { name, domain, password } } };
}

export function requestToken(authUrl: string, body: unknown): Promise<Reply> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  return sendRequest('POST', `${authUrl}/auth/tokens`, { headers, body: JSON.stringify(body) });
}

/** Who a token that Keystone has just given speaks for. */
export function signedInUserOf(reply: Reply, place: EndpointChoice): SignedInUser {
  const token = valueAt(reply.body, 'token');
  return {
    token: String(reply.headers['x-subject-token']),
    user: textAt(token, 'user', 'name') ?? '',
    userId: textAt(token, 'user', 'id') ?? '',
    project: textAt(token, 'project', 'name') ?? null,
    projectId: textAt(token, 'project', 'id') ?? null,
    ...resolveEndpoints((valueAt(token, 'catalog') ?? []) as Catalog, place),
  };
}
