import { type JsonObject, textAt } from '../kernel/json.ts';
import { type Route, route } from '../kernel/router.ts';
import { sendEmpty, sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import { type KeystoneContext, requireAdmin, requireBodyObject } from './context.ts';
import type { User } from './directory.ts';
import { newId } from './ids.ts';
import { badRequest, notFound, sendFault } from './keystone-fault.ts';
import { hashPassword } from './passwords.ts';
import { defaultDomainId } from './routes-projects.ts';
import { validateName } from './validate-name.ts';
import { listView, projectView, userView } from './views.ts';

/** Routes of users. Administrators create and delete them; every user may read their own record. */
export function userRoutes(keys: KeystoneContext): readonly Route[] {
  const { directory } = keys;
  return [
    route('GET', '/v3/users', (call) => {
      if (!requireAdmin(keys, call, 'list_users')) return;
      const found = directory.users().filter((user) => wanted(user, call.query));
      sendJson(
        call,
        200,
        listView(
          call,
          'users',
          found.map((user) => userView(call, user)),
        ),
      );
    }),
    route('POST', '/v3/users', (call) => create(keys, call)),
    route('GET', '/v3/users/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'get_user', (token) => token.user.id === id)) return;
      const user = directory.user(id);
      if (!user) return notFound(call, 'user', id);
      sendJson(call, 200, { user: userView(call, user) });
    }),
    route('PATCH', '/v3/users/:id', (call, { id }) => update(keys, call, id)),
    route('DELETE', '/v3/users/:id', (call, { id }) => {
      if (!requireAdmin(keys, call, 'delete_user')) return;
      if (!directory.deleteUser(id)) return notFound(call, 'user', id);
      sendEmpty(call, 204);
    }),
    route('GET', '/v3/users/:id/projects', (call, { id }) => {
      if (!requireAdmin(keys, call, 'list_user_projects', (token) => token.user.id === id)) return;
      if (!directory.user(id)) return notFound(call, 'user', id);
      const theirs = directory.projectsOf(id).map((project) => projectView(call, project));
      sendJson(call, 200, listView(call, 'projects', theirs));
    }),
  ];
}

async function create(keys: KeystoneContext, call: Call): Promise<void> {
  if (!requireAdmin(keys, call, 'create_user')) return;
  const body = await requireBodyObject(call, 'user');
  if (!body) return;
  const complaint = validateName(body.name, 255);
  if (complaint) return badRequest(call, complaint);
  const name = String(body.name).trim();
  const domainId = textAt(body, 'domain_id') ?? defaultDomainId;
  if (!keys.directory.domains().some(({ id }) => id === domainId)) return notFound(call, 'domain', domainId);
  const nothing = { email: null, description: null, defaultProjectId: null, passwordHash: null };
  const user = await changed({ id: newId(), name, domainId, enabled: true, ...nothing }, body);
  if (isFree(keys, call, user)) save(keys, call, 201, user);
}

async function update(keys: KeystoneContext, call: Call, id: string): Promise<void> {
  if (!requireAdmin(keys, call, 'update_user')) return;
  const body = await requireBodyObject(call, 'user');
  if (!body) return;
  const user = keys.directory.user(id);
  if (!user) return notFound(call, 'user', id);
  const next = await changed(user, body);
  if (!isFree(keys, call, next)) return;
  save(keys, call, 200, next);
  if (!next.enabled || next.passwordHash !== user.passwordHash) keys.tokens.revokeAllOf(id);
}

function isFree(keys: KeystoneContext, call: Call, user: User): boolean {
  const holder = keys.directory.userByName(user.domainId, user.name);
  if (!holder || holder.id === user.id) return true;
  sendFault(
    call,
    409,
    `Conflict occurred attempting to store user - Duplicate entry found with name ${user.name} at domain ID ${user.domainId}.`,
  );
  return false;
}

function save(keys: KeystoneContext, call: Call, status: number, user: User): void {
  keys.directory.putUser(user);
  const { email, description } = user;
  const extra = Object.fromEntries(Object.entries({ email, description }).filter(([, value]) => value !== null));
  sendJson(call, status, { user: { ...userView(call, user), ...(status === 200 ? { extra } : {}) } });
}

async function changed(user: User, body: JsonObject): Promise<User> {
  const password = textAt(body, 'password');
  return {
    ...user,
    name: textAt(body, 'name') ?? user.name,
    email: textAt(body, 'email') ?? user.email,
    description: textAt(body, 'description') ?? user.description,
    defaultProjectId: textAt(body, 'default_project_id') ?? user.defaultProjectId,
    enabled: typeof body.enabled === 'boolean' ? body.enabled : user.enabled,
    passwordHash: password === undefined ? user.passwordHash : await hashPassword(password),
  };
}

function wanted(user: User, query: URLSearchParams): boolean {
  return (
    (query.get('name') ?? user.name) === user.name &&
    (query.get('domain_id') ?? user.domainId) === user.domainId &&
    (!query.has('enabled') || (query.get('enabled')?.toLowerCase() !== 'false') === user.enabled)
  );
}
