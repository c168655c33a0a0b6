import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectRef } from '@console/bff-contract';
import { endpointOf, regionsOf } from '../auth/catalog.ts';
import type { Keystone, ListedProject, ScopedGrant, UnscopedGrant } from '../auth/keystone.ts';
import { isNamed } from '../auth/project-name.ts';
import { ProblemError } from '../problem.ts';
import type { Scope, SignedIn, Token } from './types.ts';

export interface SignInDeps {
  readonly keystone: Keystone;
  /** `domain/project`; role admin on it makes a cloud administrator. */
  readonly adminProject: string;
  /** Region to begin with; `null`: the first. */
  readonly region: string | null;
}

export interface SignInWish {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
  readonly projectId: string | undefined;
}

/**
 * Password → unscoped token → joined projects → token of one of them: the one asked for, else the
 * administrators' for an administrator, else the first by name.
 * @throws ProblemError wrongCredentials, projectNotJoined, and what Keystone's trouble brings
 */
export async function signIn(deps: SignInDeps, wish: SignInWish, requestId: string): Promise<SignedIn> {
  const { keystone } = deps;
  const { granted, listed } = await aliveGrant(keystone, wish, requestId);
  const domains = domainNames(granted);
  const projects = listed.map((project) => refOf(project, domains)).sort(byName);

  const adminRef = projects.find((project) => isNamed(project, deps.adminProject));
  const adminGrant = adminRef === undefined ? null : await keystone.scope(granted.token, adminRef.id, requestId);
  const cloudAdministrator = adminGrant?.roles.includes('admin') ?? false;

  const first = cloudAdministrator ? adminRef : projects[0];
  const chosenId = wish.projectId ?? first?.id;
  const chosen = await chosenGrant(keystone, granted.token, adminGrant, chosenId, requestId);
  return {
    user: granted.user,
    unscoped: granted.token,
    scope: chosen === null ? null : scopeOf(chosen),
    region: chosen === null ? null : regionFor(chosen, deps.region),
    projects: chosen === null ? projects : projects.map((one) => (one.id === chosen.project.id ? chosen.project : one)),
    cloudAdministrator,
    left: adminGrant === null || adminGrant === chosen ? [] : [adminGrant.token],
    csrfToken: randomBytes(32).toString('base64url'),
  };
}

/** More than the second Keystone counts in, and the rounding of its database. */
const nextSecondMs = 1100;

/**
 * A token and the projects it opens. Keystone revokes by whole seconds: one who signs in within the second of changing
 * their password is given a token that is dead already, which the first use of it tells; the next second's is good.
 */
async function aliveGrant(keystone: Keystone, wish: SignInWish, requestId: string) {
  const attempt = async () => {
    const granted = await keystone.signIn(wish, requestId);
    return { granted, listed: await keystone.projects(granted.token, requestId) };
  };
  return attempt().catch(async (error: unknown) => {
    if (!(error instanceof ProblemError && error.code === 'sessionGone')) throw error;
    await pause(nextSecondMs);
    return attempt();
  });
}

/** The scope of a project. @throws ProblemError projectNotJoined, sessionGone */
export async function scopeFor(
  { keystone }: SignInDeps,
  signedIn: SignedIn,
  projectId: string,
  requestId: string,
): Promise<Scope> {
  const { scope, unscoped } = signedIn;
  return scope?.project.id === projectId ? scope : scopeOf(await keystone.scope(unscoped, projectId, requestId));
}

/** Into another project or region. @throws ProblemError badRequest for an unknown region */
export function enter(deps: SignInDeps, old: SignedIn, scope: Scope, wishedRegion: string | undefined): SignedIn {
  if (wishedRegion !== undefined && !regionsOf(scope.endpoints).includes(wishedRegion)) {
    throw new ProblemError('badRequest', 'the catalog has no such region');
  }
  const left = old.scope === null || old.scope === scope ? old.left : [...old.left, old.scope.token];
  const known = old.projects.some((project) => project.id === scope.project.id);
  const projects = known ? old.projects : [...old.projects, scope.project].sort(byName);
  return { ...old, scope, left, projects, region: wishedRegion ?? regionFor(scope, old.region ?? deps.region) };
}

/** Ends every token the session holds, the unscoped one last. Never throws: `onFailure` hears what went wrong. */
export async function revokeAll(
  keystone: Keystone,
  signedIn: SignedIn,
  requestId: string,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const scoped = signedIn.scope === null ? signedIn.left : [...signedIn.left, signedIn.scope.token];
  const alive = (token: Token) => token.expiresAt > Date.now();
  await Promise.all(scoped.filter(alive).map((token) => keystone.revoke(token, requestId).catch(onFailure)));
  await keystone.revoke(signedIn.unscoped, requestId).catch(onFailure);
}

async function chosenGrant(
  keystone: Keystone,
  token: Token,
  adminGrant: ScopedGrant | null,
  projectId: string | undefined,
  requestId: string,
): Promise<ScopedGrant | null> {
  if (projectId === undefined) return null;
  return adminGrant?.project.id === projectId ? adminGrant : keystone.scope(token, projectId, requestId);
}

function scopeOf({ project, token, roles, endpoints }: ScopedGrant): Scope {
  return { project, token, roles, endpoints };
}

function regionFor(scope: Pick<Scope, 'endpoints'>, wished: string | null): string | null {
  const regions = regionsOf(scope.endpoints);
  if (wished !== null && regions.includes(wished)) return wished;
  return regions.find((region) => endpointOf(scope.endpoints, 'image', region) !== null) ?? null;
}

/** Keystone lists projects by the id of their domain; the user's own domain is the one whose name is known. */
function domainNames(granted: UnscopedGrant): ReadonlyMap<string, string> {
  return new Map([[granted.userDomainId, granted.user.domain]]);
}

function refOf(project: ListedProject, domains: ReadonlyMap<string, string>): ProjectRef {
  return { id: project.id, name: project.name, domain: domains.get(project.domainId) ?? project.domainId };
}

function byName(a: ProjectRef, b: ProjectRef): number {
  return a.name.localeCompare(b.name);
}
