/** Only append to this list. */
export const keystoneSchema: readonly string[] = [
  `CREATE TABLE domain (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, description TEXT NOT NULL, enabled INTEGER NOT NULL) STRICT;
   CREATE TABLE project (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, domain_id TEXT NOT NULL REFERENCES domain(id),
     description TEXT NOT NULL, enabled INTEGER NOT NULL, tags TEXT NOT NULL, UNIQUE (domain_id, name)
   ) STRICT;
   CREATE TABLE user (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, domain_id TEXT NOT NULL REFERENCES domain(id), enabled INTEGER NOT NULL,
     email TEXT, description TEXT, default_project_id TEXT, password_hash TEXT, UNIQUE (domain_id, name)
   ) STRICT;
   CREATE TABLE role (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE grant_on_project (
     user_id TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
     project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE,
     role_id TEXT NOT NULL REFERENCES role(id) ON DELETE CASCADE,
     PRIMARY KEY (user_id, project_id, role_id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE grant_on_system (
     user_id TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
     role_id TEXT NOT NULL REFERENCES role(id) ON DELETE CASCADE,
     PRIMARY KEY (user_id, role_id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE token (
     hash TEXT PRIMARY KEY,
     user_id TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
     scope TEXT NOT NULL CHECK (scope IN ('unscoped', 'project', 'system')),
     project_id TEXT REFERENCES project(id) ON DELETE CASCADE,
     methods TEXT NOT NULL, audit_ids TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX token_expiry ON token (expires_at);`,
  `CREATE TABLE project_limit (
     id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE,
     resource TEXT NOT NULL, value INTEGER NOT NULL, description TEXT, UNIQUE (project_id, resource)
   ) STRICT, WITHOUT ROWID;`,
];
