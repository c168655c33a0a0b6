import type { Call } from '../kernel/service.ts';
import { catalogFor } from './catalog.ts';
import type { Directory, Domain, Project, Role, User } from './directory.ts';
import type { LiveToken } from './tokens.ts';

/** The absolute URL that links start with. */
export const v3 = (call: Call): string => `${call.baseUrl}/v3`;

export function domainView(call: Call, domain: Domain): Record<string, unknown> {
  return { ...domain, tags: [], options: {}, links: { self: `${v3(call)}/domains/${domain.id}` } };
}

export function projectView(call: Call, project: Project): Record<string, unknown> {
  const { id, name, domainId, description, enabled, tags } = project;
  const links = { self: `${v3(call)}/projects/${id}` };
  return {
    id,
    name,
    domain_id: domainId,
    description,
    enabled,
    parent_id: domainId,
    is_domain: false,
    tags,
    options: {},
    links,
  };
}

export function userView(call: Call, user: User): Record<string, unknown> {
  const { id, name, domainId, enabled, email, description, defaultProjectId } = user;
  const present = Object.entries({ email, description, default_project_id: defaultProjectId }).filter(
    ([, value]) => value !== null,
  );
  const links = { self: `${v3(call)}/users/${id}` };
  return {
    id,
    name,
    domain_id: domainId,
    enabled,
    ...Object.fromEntries(present),
    password_expires_at: null,
    options: {},
    links,
  };
}

export function roleView(call: Call, role: Role): Record<string, unknown> {
  const links = { self: `${v3(call)}/roles/${role.id}` };
  return { ...role, domain_id: null, description: null, options: { immutable: true }, links };
}

/** A collection. The embedded Keystone has no paging. */
export function listView(call: Call, key: string, items: readonly unknown[]): Record<string, unknown> {
  return { [key]: items, links: { next: null, self: `${call.baseUrl}${call.path}`, previous: null } };
}

/** A resource that contains a list and has only a `self` link: the system, a catalog. */
export function selfView(call: Call, key: string, items: readonly unknown[]): Record<string, unknown> {
  return { [key]: items, links: { self: `${call.baseUrl}${call.path}` } };
}

/** The body of a token response. */
export function tokenView(
  call: Call,
  directory: Directory,
  token: LiveToken,
  withCatalog: boolean,
): Record<string, unknown> {
  const { user, scope } = token;
  const domains = new Map(directory.domains().map(({ id, name }) => [id, { id, name }]));
  const scoped = scope.kind !== 'unscoped' && {
    ...(scope.kind === 'project'
      ? {
          project: { id: scope.project.id, name: scope.project.name, domain: domains.get(scope.project.domainId) },
          is_domain: false,
        }
      : { system: { all: true } }),
    roles: token.roles,
    ...(withCatalog ? { catalog: catalogFor(call.origin, scope.kind === 'project' ? scope.project.id : null) } : {}),
  };
  return {
    token: {
      methods: token.methods,
      user: { id: user.id, name: user.name, domain: domains.get(user.domainId), password_expires_at: null },
      audit_ids: token.auditIds,
      expires_at: stamp(token.expiresAt),
      issued_at: stamp(token.issuedAt),
      ...scoped,
    },
  };
}

/** Formats a time as Keystone does: with microseconds, in UTC. */
function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
