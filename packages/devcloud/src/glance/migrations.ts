/**
 * Schema of `glance.db`. Only append to it. JSON columns are read and written whole, so they have no tables of their
 * own.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE images (
     id TEXT PRIMARY KEY, name TEXT, status TEXT NOT NULL, visibility TEXT NOT NULL, owner TEXT,
     disk_format TEXT, container_format TEXT, size INTEGER, virtual_size INTEGER,
     checksum TEXT, os_hash_algo TEXT, os_hash_value TEXT,
     min_disk INTEGER NOT NULL, min_ram INTEGER NOT NULL, protected INTEGER NOT NULL, os_hidden INTEGER NOT NULL,
     properties TEXT NOT NULL, tags TEXT NOT NULL, stores TEXT NOT NULL,
     created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX images_newest ON images (created_at, id);
   CREATE INDEX images_owner ON images (owner, status);
   CREATE TABLE used_ids (id TEXT PRIMARY KEY) WITHOUT ROWID;
   CREATE TABLE members (
     image_id TEXT NOT NULL REFERENCES images (id) ON DELETE CASCADE, project_id TEXT NOT NULL, status TEXT NOT NULL,
     created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (image_id, project_id)
   ) WITHOUT ROWID;
   CREATE INDEX members_project ON members (project_id, status, image_id);
   CREATE TABLE tasks (
     id TEXT PRIMARY KEY, image_id TEXT NOT NULL, status TEXT NOT NULL,
     owner TEXT, user_id TEXT NOT NULL, request_id TEXT NOT NULL, message TEXT NOT NULL,
     input TEXT NOT NULL, result TEXT, running INTEGER NOT NULL,
     created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, expires_at INTEGER
   ) WITHOUT ROWID;
   CREATE INDEX tasks_image ON tasks (image_id, created_at);
   CREATE INDEX tasks_newest ON tasks (created_at, id);`,
];
