import type { JsonObject } from '../kernel/json.ts';
import { type Route, route } from '../kernel/router.ts';
import { sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { type KeystoneContext, requireAdmin, requireToken } from './context.ts';
import type { Directory, Grant } from './directory.ts';
import { notFound, sendFault } from './keystone-fault.ts';
import { listView, roleView, v3 } from './views.ts';

const grantPath = '/v3/projects/:project/users/:user/roles/:role';

/** Routes of roles and role assignments. */
export function roleRoutes(keys: KeystoneContext): readonly Route[] {
  const { directory } = keys;
  const check = (call: Call, { project, user, role }: { project: string; user: string; role: string }) => {
    const grant = grantIn(keys, call, 'check_grant', project, user, role);
    if (!grant) return;
    const holds = directory.grantedRoles(user, project).some(({ id }) => id === role);
    if (holds) sendEmpty(call, 204);
    else missing(call, grant);
  };
  return [
    route('GET', '/v3/roles', (call) => {
      if (!requireAdmin(keys, call, 'list_roles')) return;
      const name = call.query.get('name');
      const found = directory.roles().filter((role) => name === null || role.name === name);
      sendJson(
        call,
        200,
        listView(
          call,
          'roles',
          found.map((role) => roleView(call, role)),
        ),
      );
    }),
    route('GET', '/v3/roles/:id', (call, { id }) => {
      if (!requireToken(keys, call)) return;
      const role = directory.roles().find((row) => row.id === id);
      if (!role) return notFound(call, 'role', id);
      if (!requireAdmin(keys, call, 'get_role')) return;
      sendJson(call, 200, { role: roleView(call, role) });
    }),
    route('GET', '/v3/projects/:project/users/:user/roles', (call, { project, user }) => {
      if (!requireAdmin(keys, call, 'list_grants')) return;
      const held = directory.grantedRoles(user, project).map((role) => roleView(call, role));
      sendJson(call, 200, listView(call, 'roles', held));
    }),
    route('PUT', grantPath, (call, { project, user, role }) => {
      const grant = grantIn(keys, call, 'create_grant', project, user, role);
      if (!grant) return;
      directory.putGrant(grant);
      sendEmpty(call, 204);
    }),
    route('GET', grantPath, check),
    route('HEAD', grantPath, check),
    route('DELETE', grantPath, (call, { project, user, role }) => {
      const grant = grantIn(keys, call, 'revoke_grant', project, user, role);
      if (!grant) return;
      if (directory.deleteGrant(grant)) sendEmpty(call, 204);
      else missing(call, grant);
    }),
    route('GET', '/v3/role_assignments', (call) => {
      if (!requireAdmin(keys, call, 'list_role_assignments')) return;
      const rows = directory.grants().filter((grant) => wanted(grant, call.query));
      const view = call.query.has('include_names') ? withNames(directory) : bare;
      sendJson(
        call,
        200,
        listView(
          call,
          'role_assignments',
          rows.map((grant) => ({ ...view(grant), links: link(call, grant) })),
        ),
      );
    }),
  ];
}

function grantIn(
  keys: KeystoneContext,
  call: Call,
  rule: string,
  projectId: string,
  userId: string,
  roleId: string,
): Grant | null {
  if (!requireToken(keys, call)) return null;
  // Keystone looks up the role before it checks the policy.
  if (!keys.directory.roles().some(({ id }) => id === roleId)) notFound(call, 'role', roleId);
  else if (!requireAdmin(keys, call, rule)) return null;
  else if (!keys.directory.project(projectId)) notFound(call, 'project', projectId);
  else if (!keys.directory.user(userId)) notFound(call, 'user', userId);
  else return { projectId, userId, roleId };
  return null;
}

function missing(call: Call, { roleId, userId, projectId }: Grant): void {
  sendFault(
    call,
    404,
    `Could not find role assignment with role: ${roleId}, user or group: ${userId}, project, domain, or system: ${projectId}.`,
  );
}

function wanted(grant: Grant, query: URLSearchParams): boolean {
  return (
    (query.get('user.id') ?? grant.userId) === grant.userId &&
    (query.get('scope.project.id') ?? grant.projectId) === grant.projectId &&
    (query.get('role.id') ?? grant.roleId) === grant.roleId
  );
}

function bare({ userId, projectId, roleId }: Grant) {
  return { role: { id: roleId }, user: { id: userId }, scope: { project: { id: projectId } } };
}

function withNames(directory: Directory): (grant: Grant) => JsonObject {
  const domains = new Map(directory.domains().map(({ id, name }) => [id, { id, name }]));
  const named = (rows: readonly { id: string; name: string; domainId: string }[]) =>
    new Map(rows.map(({ id, name, domainId }) => [id, { id, name, domain: domains.get(domainId) }]));
  const users = named(directory.users());
  const projects = named(directory.projects());
  const roles = new Map(directory.roles().map((role) => [role.id, role]));
  return ({ userId, projectId, roleId }) => ({
    role: roles.get(roleId),
    user: users.get(userId),
    scope: { project: projects.get(projectId) },
  });
}

function link(call: Call, { projectId, userId, roleId }: Grant) {
  return { assignment: `${v3(call)}/projects/${projectId}/users/${userId}/roles/${roleId}` };
}
