import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** Opens a database whose commits survive a power cut, and creates its folder if missing. */
export function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000');
  return db;
}

/** Runs the migrations that this database has not run yet, each in a transaction. Only append to `steps`. */
export function migrate(db: DatabaseSync, steps: readonly string[]): void {
  const done = prepare<{ user_version: number }>(db, 'PRAGMA user_version').get()?.user_version ?? 0;
  for (const [i, step] of steps.entries()) {
    if (i < done) continue;
    inTransaction(db, () => {
      db.exec(step);
      db.exec(`PRAGMA user_version = ${i + 1}`);
    });
  }
}

/** Runs `work` in a transaction. Must not be nested. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

export interface Prepared<Row> {
  readonly get: (...params: SQLInputValue[]) => Row | undefined;
  readonly all: (...params: SQLInputValue[]) => Row[];
  /** Returns the number of changed rows. */
  readonly run: (...params: SQLInputValue[]) => number;
}

/** Prepares a statement. `Row` is the type of its result rows. */
export function prepare<Row = never>(db: DatabaseSync, sql: string): Prepared<Row> {
  const statement = db.prepare(sql);
  return {
    get: (...params) => statement.get(...params) as Row | undefined,
    all: (...params) => statement.all(...params) as Row[],
    run: (...params) => Number(statement.run(...params).changes),
  };
}
