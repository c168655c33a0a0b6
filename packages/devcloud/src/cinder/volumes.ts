import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';
import { goneBefore, type VolumeTimes } from './volume-status.ts';

/** Only append to this list. */
export const cinderSchema: readonly string[] = [
  `CREATE TABLE volume (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, user_id TEXT NOT NULL,
     name TEXT, description TEXT, size INTEGER NOT NULL, type TEXT NOT NULL, metadata TEXT NOT NULL, image_metadata TEXT,
     outcome TEXT NOT NULL CHECK (outcome IN ('available', 'error')),
     created_at INTEGER NOT NULL, edited_at INTEGER, deleted_at INTEGER
   ) STRICT;
   CREATE INDEX volume_project ON volume (project_id, seq);`,
];

type Texts = Readonly<Record<string, string>>;

/** `size` in GiB, times in ms since the epoch. */
export interface Volume extends VolumeTimes {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly size: number;
  /** The name of the volume type. */
  readonly type: string;
  readonly metadata: Texts;
  /** The image's metadata; `null` for a blank volume. */
  readonly imageMetadata: Texts | null;
  readonly editedAt: number | null;
}

interface Row extends Omit<Volume, 'metadata' | 'imageMetadata' | 'fromImage'> {
  readonly metadata: string;
  readonly imageMetadata: string | null;
}

const columns = `id, project_id AS projectId, user_id AS userId, name, description, size, type, metadata,
  image_metadata AS imageMetadata, outcome, created_at AS createdAt, edited_at AS editedAt, deleted_at AS deletedAt`;

export type Volumes = ReturnType<typeof createVolumes>;

/** Volumes that are not gone yet, newest first. */
export function createVolumes(db: DatabaseSync, now: () => number) {
  const purge = prepare(db, 'DELETE FROM volume WHERE deleted_at <= ?');
  const all = prepare<Row>(db, `SELECT ${columns} FROM volume ORDER BY seq DESC`);
  const ofProject = prepare<Row>(db, `SELECT ${columns} FROM volume WHERE project_id = ? ORDER BY seq DESC`);
  const insert = prepare(
    db,
    `INSERT INTO volume (id, project_id, user_id, name, description, size, type, metadata, image_metadata, outcome, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const edit = prepare(db, 'UPDATE volume SET name = ?, description = ?, metadata = ?, edited_at = ? WHERE id = ?');
  const end = prepare(db, 'UPDATE volume SET deleted_at = ? WHERE id = ?');

  const list = (projectId: string | null): readonly Volume[] => {
    purge.run(goneBefore(now()));
    return (projectId === null ? all.all() : ofProject.all(projectId)).map(asVolume);
  };
  return {
    /** `null` lists those of every project. */
    list,
    find: (projectId: string | null, id: string): Volume | null => list(projectId).find((v) => v.id === id) ?? null,
    add: (v: Volume): void => {
      const image = v.imageMetadata && JSON.stringify(v.imageMetadata);
      insert.run(
        v.id,
        v.projectId,
        v.userId,
        v.name,
        v.description,
        v.size,
        v.type,
        JSON.stringify(v.metadata),
        image,
        v.outcome,
        v.createdAt,
      );
    },
    edit: (v: Volume): void => void edit.run(v.name, v.description, JSON.stringify(v.metadata), v.editedAt, v.id),
    end: (id: string): void => void end.run(now(), id),
  };
}

function asVolume(row: Row): Volume {
  const imageMetadata = row.imageMetadata === null ? null : (JSON.parse(row.imageMetadata) as Texts);
  return { ...row, metadata: JSON.parse(row.metadata) as Texts, imageMetadata, fromImage: imageMetadata !== null };
}
