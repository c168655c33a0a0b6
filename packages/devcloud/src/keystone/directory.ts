import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';

export interface Domain {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
}
export interface Project extends Domain {
  readonly domainId: string;
  readonly tags: readonly string[];
}
export interface User {
  readonly id: string;
  readonly name: string;
  readonly domainId: string;
  readonly enabled: boolean;
  readonly email: string | null;
  readonly description: string | null;
  readonly defaultProjectId: string | null;
  readonly passwordHash: string | null;
}
export interface Role {
  readonly id: string;
  readonly name: string;
}
export interface Grant {
  readonly userId: string;
  readonly projectId: string;
  readonly roleId: string;
}

/** Roles that each role implies, as Keystone sets them up by default. */
export const impliedRoles: Readonly<Record<string, readonly string[]>> = {
  admin: ['member', 'reader'],
  member: ['reader'],
};

type Flagged<T> = Omit<T, 'enabled'> & { readonly enabled: number };
type ProjectRow = Omit<Flagged<Project>, 'tags'> & { readonly tags: string };

const domainColumns = 'id, name, description, enabled';
const projectColumns = 'id, name, domain_id AS domainId, description, enabled, tags';
const userColumns =
  'id, name, domain_id AS domainId, enabled, email, description, default_project_id AS defaultProjectId, password_hash AS passwordHash';

export type Directory = ReturnType<typeof createDirectory>;

/** Domains, projects, users, roles and role assignments. `put…` inserts or overwrites by id. */
export function createDirectory(db: DatabaseSync) {
  const domains = prepare<Flagged<Domain>>(db, `SELECT ${domainColumns} FROM domain ORDER BY name`);
  const putDomain = prepare(db, 'INSERT OR IGNORE INTO domain VALUES (?, ?, ?, ?)');
  const projects = prepare<ProjectRow>(db, `SELECT ${projectColumns} FROM project ORDER BY name`);
  const project = prepare<ProjectRow>(db, `SELECT ${projectColumns} FROM project WHERE id = ?`);
  const putProject = prepare(
    db,
    `INSERT INTO project VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
     name = excluded.name, description = excluded.description, enabled = excluded.enabled, tags = excluded.tags`,
  );
  const deleteProject = prepare(db, 'DELETE FROM project WHERE id = ?');
  const users = prepare<Flagged<User>>(db, `SELECT ${userColumns} FROM user ORDER BY name`);
  const user = prepare<Flagged<User>>(db, `SELECT ${userColumns} FROM user WHERE id = ?`);
  const userByName = prepare<Flagged<User>>(db, `SELECT ${userColumns} FROM user WHERE domain_id = ? AND name = ?`);
  const projectByName = prepare<ProjectRow>(
    db,
    `SELECT ${projectColumns} FROM project WHERE domain_id = ? AND name = ?`,
  );
  const putUser = prepare(
    db,
    `INSERT INTO user VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
     name = excluded.name, enabled = excluded.enabled, email = excluded.email, description = excluded.description,
     default_project_id = excluded.default_project_id, password_hash = excluded.password_hash`,
  );
  const deleteUser = prepare(db, 'DELETE FROM user WHERE id = ?');
  const roles = prepare<Role>(db, 'SELECT id, name FROM role ORDER BY name');
  const putRole = prepare(db, 'INSERT OR IGNORE INTO role VALUES (?, ?)');
  const grants = prepare<Grant>(
    db,
    'SELECT user_id AS userId, project_id AS projectId, role_id AS roleId FROM grant_on_project ORDER BY project_id, user_id',
  );
  const putGrant = prepare(db, 'INSERT OR IGNORE INTO grant_on_project VALUES (?, ?, ?)');
  const deleteGrant = prepare(db, 'DELETE FROM grant_on_project WHERE user_id = ? AND project_id = ? AND role_id = ?');
  const rolesOnProject = prepare<Role>(
    db,
    'SELECT id, name FROM role JOIN grant_on_project ON role_id = id WHERE user_id = ? AND project_id = ?',
  );
  const putSystemGrant = prepare(db, 'INSERT OR IGNORE INTO grant_on_system VALUES (?, ?)');
  const rolesOnSystem = prepare<Role>(
    db,
    'SELECT id, name FROM role JOIN grant_on_system ON role_id = id WHERE user_id = ?',
  );
  const projectsOf = prepare<ProjectRow>(
    db,
    `SELECT ${projectColumns} FROM project
     WHERE id IN (SELECT project_id FROM grant_on_project WHERE user_id = ?) AND enabled = 1 ORDER BY name`,
  );

  const withImplied = (held: readonly Role[]): readonly Role[] => {
    const names = new Set(held.flatMap(({ name }) => [name, ...(impliedRoles[name] ?? [])]));
    return roles.all().filter(({ name }) => names.has(name));
  };

  return {
    domains: (): Domain[] => domains.all().map(flag),
    putDomain: (d: Domain) => putDomain.run(d.id, d.name, d.description, Number(d.enabled)),
    projects: (): Project[] => projects.all().map(asProject),
    project: (id: string): Project | null => maybe(project.get(id), asProject),
    projectByName: (domainId: string, name: string) => maybe(projectByName.get(domainId, name), asProject),
    putProject: (p: Project) =>
      putProject.run(p.id, p.name, p.domainId, p.description, Number(p.enabled), JSON.stringify(p.tags)),
    deleteProject: (id: string) => deleteProject.run(id) > 0,
    /** Returns the enabled projects in which the user has a role. */
    projectsOf: (userId: string): Project[] => projectsOf.all(userId).map(asProject),
    users: (): User[] => users.all().map(flag),
    user: (id: string): User | null => maybe(user.get(id), flag),
    userByName: (domainId: string, name: string) => maybe(userByName.get(domainId, name), flag),
    putUser: (u: User) =>
      putUser.run(
        u.id,
        u.name,
        u.domainId,
        Number(u.enabled),
        u.email,
        u.description,
        u.defaultProjectId,
        u.passwordHash,
      ),
    deleteUser: (id: string) => deleteUser.run(id) > 0,
    roles: (): Role[] => roles.all(),
    putRole: (r: Role) => putRole.run(r.id, r.name),
    grants: (): Grant[] => grants.all(),
    putGrant: (g: Grant) => putGrant.run(g.userId, g.projectId, g.roleId),
    deleteGrant: (g: Grant) => deleteGrant.run(g.userId, g.projectId, g.roleId) > 0,
    /** Returns the granted roles without the implied ones. */
    grantedRoles: (userId: string, projectId: string) => rolesOnProject.all(userId, projectId),
    rolesOnProject: (userId: string, projectId: string) => withImplied(rolesOnProject.all(userId, projectId)),
    putSystemGrant: (userId: string, roleId: string) => putSystemGrant.run(userId, roleId),
    rolesOnSystem: (userId: string) => withImplied(rolesOnSystem.all(userId)),
  };
}

function flag<T extends { readonly enabled: number }>(row: T): Omit<T, 'enabled'> & { readonly enabled: boolean } {
  return { ...row, enabled: row.enabled === 1 };
}

function asProject(row: ProjectRow): Project {
  return { ...flag(row), tags: JSON.parse(row.tags) as string[] };
}

function maybe<A, B>(row: A | undefined, read: (row: A) => B): B | null {
  return row === undefined ? null : read(row);
}
