import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';

/** Limits of the image service: totals in MiB, counts in images. */
export const resources = [
  'image_size_total',
  'image_stage_total',
  'image_count_total',
  'image_count_uploading',
] as const;

/** A limit of one project that overrides the default; `resource` is one of `resources`. */
export interface ProjectLimit {
  readonly id: string;
  readonly projectId: string;
  readonly resource: string;
  readonly value: number;
  readonly description: string | null;
}

export type Limits = ReturnType<typeof createLimits>;

/** The project part of Keystone's unified limits. */
export function createLimits(db: DatabaseSync) {
  const columns = 'id, project_id AS projectId, resource, value, description';
  const byId = prepare<ProjectLimit>(db, `SELECT ${columns} FROM project_limit WHERE id = ?`);
  const ofProject = prepare<ProjectLimit>(db, `SELECT ${columns} FROM project_limit WHERE project_id = ?`);
  const one = prepare<{ value: number }>(db, 'SELECT value FROM project_limit WHERE project_id = ? AND resource = ?');
  const insert = prepare(db, 'INSERT INTO project_limit VALUES (?, ?, ?, ?, ?)');
  const set = prepare(db, 'UPDATE project_limit SET value = ?, description = ? WHERE id = ?');
  const remove = prepare(db, 'DELETE FROM project_limit WHERE id = ?');
  return {
    get: (id: string): ProjectLimit | null => byId.get(id) ?? null,
    ofProject: (projectId: string): readonly ProjectLimit[] => ofProject.all(projectId),
    /** Returns `null` where the project has no limit of its own. */
    value: (projectId: string, resource: string): number | null => one.get(projectId, resource)?.value ?? null,
    add: ({ id, projectId, resource, value, description }: ProjectLimit): void =>
      void insert.run(id, projectId, resource, value, description),
    change: ({ id, value, description }: ProjectLimit): void => void set.run(value, description, id),
    remove: (id: string): boolean => remove.run(id) > 0,
  };
}
