import { type JsonObject, textAt } from '../kernel/json.ts';
import { empty, json } from '../kernel/respond.ts';
import { type Route, route } from '../kernel/router.ts';
import type { Call } from '../kernel/types.ts';
import { bodyObject, type Keys, permitted } from './context.ts';
import type { User } from './directory.ts';
import { badRequest, notFound, refuse } from './faults.ts';
import { newId } from './ids.ts';
import { nameComplaint } from './names.ts';
import { hashPassword } from './passwords.ts';
import { defaultDomainId } from './routes-projects.ts';
import { listView, projectView, userView } from './views.ts';

/** Users: administrators make and end them, everyone may look at themselves. */
export function userRoutes(keys: Keys): readonly Route[] {
  const { directory } = keys;
  return [
    route('GET', '/v3/users', (call) => {
      if (!permitted(keys, call, 'list_users')) return;
      const found = directory.users().filter((user) => wanted(user, call.query));
      json(
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
      if (!permitted(keys, call, 'get_user', (token) => token.user.id === id)) return;
      const user = directory.user(id);
      if (!user) return notFound(call, 'user', id);
      json(call, 200, { user: userView(call, user) });
    }),
    route('PATCH', '/v3/users/:id', (call, { id }) => update(keys, call, id)),
    route('DELETE', '/v3/users/:id', (call, { id }) => {
      if (!permitted(keys, call, 'delete_user')) return;
      if (!directory.deleteUser(id)) return notFound(call, 'user', id);
      empty(call, 204);
    }),
    route('GET', '/v3/users/:id/projects', (call, { id }) => {
      if (!permitted(keys, call, 'list_user_projects', (token) => token.user.id === id)) return;
      if (!directory.user(id)) return notFound(call, 'user', id);
      const theirs = directory.projectsOf(id).map((project) => projectView(call, project));
      json(call, 200, listView(call, 'projects', theirs));
    }),
  ];
}

async function create(keys: Keys, call: Call): Promise<void> {
  if (!permitted(keys, call, 'create_user')) return;
  const body = await bodyObject(call, 'user');
  if (!body) return;
  const complaint = nameComplaint(body.name, 255);
  if (complaint) return badRequest(call, complaint);
  const name = String(body.name).trim();
  const domainId = textAt(body, 'domain_id') ?? defaultDomainId;
  if (!keys.directory.domains().some(({ id }) => id === domainId)) return notFound(call, 'domain', domainId);
  const nothing = { email: null, description: null, defaultProjectId: null, passwordHash: null };
  const user = await changed({ id: newId(), name, domainId, enabled: true, ...nothing }, body);
  if (isFree(keys, call, user)) save(keys, call, 201, user);
}

async function update(keys: Keys, call: Call, id: string): Promise<void> {
  if (!permitted(keys, call, 'update_user')) return;
  const body = await bodyObject(call, 'user');
  if (!body) return;
  const user = keys.directory.user(id);
  if (!user) return notFound(call, 'user', id);
  const next = await changed(user, body);
  if (!isFree(keys, call, next)) return;
  save(keys, call, 200, next);
  if (!next.enabled || next.passwordHash !== user.passwordHash) keys.tokens.revokeAllOf(id);
}

function isFree(keys: Keys, call: Call, user: User): boolean {
  const holder = keys.directory.userByName(user.domainId, user.name);
  if (!holder || holder.id === user.id) return true;
  refuse(
    call,
    409,
    `Conflict occurred attempting to store user - Duplicate entry found with name ${user.name} at domain ID ${user.domainId}.`,
  );
  return false;
}

function save(keys: Keys, call: Call, status: number, user: User): void {
  keys.directory.putUser(user);
  const { email, description } = user;
  const extra = Object.fromEntries(Object.entries({ email, description }).filter(([, value]) => value !== null));
  json(call, status, { user: { ...userView(call, user), ...(status === 200 ? { extra } : {}) } });
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
