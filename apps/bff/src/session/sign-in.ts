import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProjectRef } from '@console/bff-contract';
import { endpointOf, regionsOf } from '../cloud/catalog-endpoints.ts';
import {
  isProjectNamed,
  type Keystone,
  type ListedProject,
  type ScopedGrant,
  type Token,
  type UnscopedGrant,
} from '../cloud/keystone.ts';
import { ProblemError } from '../problem.ts';
import type { Scope, UserSession } from './user-session.ts';

export interface SignInDeps {
  readonly keystone: Keystone;
  /** `domain/project`; role `admin` on it makes a cloud administrator. */
  readonly adminProject: string;
  /** First region of a session; `null` selects the first of the catalog. */
  readonly region: string | null;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
  readonly projectId: string | undefined;
}

/**
 * Signs a user in: an unscoped token, the list of projects, and the token of one project. The project is the requested
 * one, else the administrators' project for a cloud administrator, else the first by name.
 * @throws ProblemError `wrongCredentials`, `projectNotJoined`, and the problems of a Keystone that fails
 */
export async function signIn(deps: SignInDeps, credentials: Credentials, requestId: string): Promise<UserSession> {
  const { keystone } = deps;
  const { grant, listed } = await fetchGrant(keystone, credentials, requestId);
  const domains = domainNames(grant);
  const projects = listed.map((project) => toProjectRef(project, domains)).sort(byName);

  const adminProject = projects.find((project) => isProjectNamed(project, deps.adminProject));
  const adminGrant = adminProject === undefined ? null : await keystone.scope(grant.token, adminProject.id, requestId);
  const cloudAdministrator = adminGrant?.roles.includes('admin') ?? false;

  const firstProject = cloudAdministrator ? adminProject : projects[0];
  const projectId = credentials.projectId ?? firstProject?.id;
  const scoped = await fetchScopedGrant(keystone, grant.token, adminGrant, projectId, requestId);
  return {
    user: grant.user,
    unscoped: grant.token,
    scope: scoped === null ? null : toScope(scoped),
    region: scoped === null ? null : selectRegion(scoped, deps.region),
    projects: scoped === null ? projects : projects.map((one) => (one.id === scoped.project.id ? scoped.project : one)),
    cloudAdministrator,
    left: adminGrant === null || adminGrant === scoped ? [] : [adminGrant.token],
    csrfToken: randomBytes(32).toString('base64url'),
  };
}

/** Keystone's revocation events have a resolution of one second; the rest covers the rounding of its database. */
const nextSecondMs = 1100;

/**
 * Fetches an unscoped token and its projects. A token that Keystone issues in the same second as a change of the
 * password is revoked already, which its first use shows. The second attempt is in the next second.
 */
async function fetchGrant(keystone: Keystone, credentials: Credentials, requestId: string) {
  const attempt = async () => {
    const grant = await keystone.signIn(credentials, requestId);
    return { grant, listed: await keystone.projects(grant.token, requestId) };
  };
  return attempt().catch(async (error: unknown) => {
    if (!(error instanceof ProblemError && error.code === 'sessionGone')) throw error;
    await delay(nextSecondMs);
    return attempt();
  });
}

/**
 * Returns the session's scope if the project is the current one, else fetches it.
 * @throws ProblemError `projectNotJoined`, `sessionGone`
 */
export async function fetchScope(
  { keystone }: SignInDeps,
  { scope, unscoped }: UserSession,
  projectId: string,
  requestId: string,
): Promise<Scope> {
  return scope?.project.id === projectId ? scope : toScope(await keystone.scope(unscoped, projectId, requestId));
}

/** Returns the session in another project or region. @throws ProblemError `badRequest` for an unknown region */
export function changeScope(
  deps: SignInDeps,
  session: UserSession,
  scope: Scope,
  region: string | undefined,
): UserSession {
  if (region !== undefined && !regionsOf(scope.endpoints).includes(region)) {
    throw new ProblemError('badRequest', 'the catalog has no such region');
  }
  const isSameScope = session.scope === null || session.scope === scope;
  return {
    ...session,
    scope,
    left: isSameScope ? session.left : [...session.left, ...tokensOf(session.scope)],
    projects: withProject(session.projects, scope.project),
    region: region ?? selectRegion(scope, session.region ?? deps.region),
  };
}

/** Revokes every token of the session, the unscoped one last. Never rejects; failures go to `onFailure`. */
export async function revokeTokens(
  keystone: Keystone,
  { left, scope, unscoped }: UserSession,
  requestId: string,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const isAlive = (token: Token) => token.expiresAt > Date.now();
  const scoped = [...left, ...tokensOf(scope)].filter(isAlive);
  await Promise.all(scoped.map((token) => keystone.revoke(token, requestId).catch(onFailure)));
  await keystone.revoke(unscoped, requestId).catch(onFailure);
}

function tokensOf(scope: Scope | null): readonly Token[] {
  return scope === null ? [] : [scope.token];
}

function withProject(projects: readonly ProjectRef[], project: ProjectRef): readonly ProjectRef[] {
  return projects.some(({ id }) => id === project.id) ? projects : [...projects, project].sort(byName);
}

async function fetchScopedGrant(
  keystone: Keystone,
  token: Token,
  adminGrant: ScopedGrant | null,
  projectId: string | undefined,
  requestId: string,
): Promise<ScopedGrant | null> {
  if (projectId === undefined) return null;
  return adminGrant?.project.id === projectId ? adminGrant : keystone.scope(token, projectId, requestId);
}

function toScope({ project, token, roles, endpoints }: ScopedGrant): Scope {
  return { project, token, roles, endpoints };
}

function selectRegion({ endpoints }: Pick<Scope, 'endpoints'>, preferred: string | null): string | null {
  const regions = regionsOf(endpoints);
  if (preferred !== null && regions.includes(preferred)) return preferred;
  return regions.find((region) => endpointOf(endpoints, 'image', region) !== null) ?? null;
}

/** Names of the domains that are known: only the user's own, because Keystone lists projects with their domain's id. */
function domainNames(grant: UnscopedGrant): ReadonlyMap<string, string> {
  return new Map([[grant.userDomainId, grant.user.domain]]);
}

function toProjectRef(project: ListedProject, domains: ReadonlyMap<string, string>): ProjectRef {
  return { id: project.id, name: project.name, domain: domains.get(project.domainId) ?? project.domainId };
}

function byName(a: ProjectRef, b: ProjectRef): number {
  return a.name.localeCompare(b.name);
}
