import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';
import type { Clock } from './clock.ts';

export type TaskStatus = 'pending' | 'processing' | 'success' | 'failure';

/** Times in µs since the epoch. */
export interface StoredTask {
  readonly id: string;
  readonly imageId: string;
  readonly status: TaskStatus;
  readonly owner: string | null;
  readonly userId: string;
  readonly requestId: string;
  readonly message: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>> | null;
  /** Whether work of this process belongs to the task. A task that is still running at a start was interrupted. */
  readonly isRunning: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number | null;
}

interface TaskRow {
  readonly id: string;
  readonly image_id: string;
  readonly status: TaskStatus;
  readonly owner: string | null;
  readonly user_id: string;
  readonly request_id: string;
  readonly message: string;
  readonly input: string;
  readonly result: string | null;
  readonly running: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly expires_at: number | null;
}

const LIFETIME_MICROS = 48 * 3600 * 1_000_000;

export interface TaskTable {
  readonly get: (id: string) => StoredTask | null;
  readonly ofImage: (imageId: string) => readonly StoredTask[];
  /** `null` starts at the newest task, and matches any status. */
  readonly newest: (filter: {
    readonly limit: number;
    readonly after: StoredTask | null;
    readonly status: TaskStatus | null;
  }) => readonly StoredTask[];
  readonly cutOff: () => readonly StoredTask[];
  readonly insert: (task: StoredTask) => void;
  readonly progress: (id: string, message: string) => void;
  readonly begin: (id: string) => void;
  readonly succeed: (id: string, result: Readonly<Record<string, unknown>>) => void;
  readonly fail: (id: string, message: string) => void;
}

export function createTaskTable(db: DatabaseSync, now: Clock): TaskTable {
  const byId = prepare<TaskRow>(db, 'SELECT * FROM tasks WHERE id = ?');
  const byImage = prepare<TaskRow>(db, 'SELECT * FROM tasks WHERE image_id = ? ORDER BY created_at');
  const page = prepare<TaskRow>(
    db,
    `SELECT * FROM tasks WHERE (created_at, id) < (?, ?) AND status = coalesce(?, status)
     ORDER BY created_at DESC, id DESC LIMIT ?`,
  );
  const running = prepare<TaskRow>(db, 'SELECT * FROM tasks WHERE running = 1');
  const put = prepare(db, 'INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const setMessage = prepare(db, 'UPDATE tasks SET message = ?, updated_at = ? WHERE id = ?');
  const start = prepare(db, "UPDATE tasks SET status = 'processing', updated_at = ? WHERE id = ?");
  const end = prepare(
    db,
    `UPDATE tasks SET status = ?, message = coalesce(?, message), result = ?, running = 0, updated_at = ?, expires_at = ?
     WHERE id = ?`,
  );
  const finish = (id: string, status: TaskStatus, message: string | null, result: unknown): void => {
    const at = now();
    end.run(status, message, result === null ? null : JSON.stringify(result), at, at + LIFETIME_MICROS, id);
  };
  return {
    get: (id) => {
      const row = byId.get(id);
      return row ? fromRow(row) : null;
    },
    ofImage: (imageId) => byImage.all(imageId).map(fromRow),
    newest: ({ limit, after, status }) =>
      page.all(after?.createdAt ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', status, limit).map(fromRow),
    cutOff: () => running.all().map(fromRow),
    insert: (task) => {
      put.run(
        task.id,
        task.imageId,
        task.status,
        task.owner,
        task.userId,
        task.requestId,
        task.message,
        JSON.stringify(task.input),
        task.result === null ? null : JSON.stringify(task.result),
        task.isRunning ? 1 : 0,
        task.createdAt,
        task.updatedAt,
        task.expiresAt,
      );
    },
    progress: (id, message) => {
      setMessage.run(message, now(), id);
    },
    begin: (id) => {
      start.run(now(), id);
    },
    succeed: (id, result) => finish(id, 'success', null, result),
    fail: (id, message) => finish(id, 'failure', message, null),
  };
}

function fromRow(row: TaskRow): StoredTask {
  return {
    id: row.id,
    imageId: row.image_id,
    status: row.status,
    owner: row.owner,
    userId: row.user_id,
    requestId: row.request_id,
    message: row.message,
    input: JSON.parse(row.input),
    result: row.result === null ? null : JSON.parse(row.result),
    isRunning: row.running === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
  };
}
