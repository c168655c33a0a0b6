import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RedisStore } from 'connect-redis';
import { type SessionData, Store } from 'express-session';
import { createClient } from 'redis';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Sealer } from './session-secret.ts';

/** A store for express-session. */
export interface SessionStore {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** Opens the store that the configuration names. @throws if redis cannot be reached */
export async function openSessionStore(config: Config, sealer: Sealer, log: Log): Promise<SessionStore> {
  const { sessionStore } = config;
  return sessionStore.kind === 'redis' ? openRedis(sessionStore.url, sealer, log) : openSqlite(config.stateDir, sealer);
}

async function openRedis(url: string, sealer: Sealer, log: Log): Promise<SessionStore> {
  // `disableOfflineQueue`: a request fails at once while redis is away, instead of waiting for its return.
  let isConnected = false;
  const reconnectStrategy = (attempts: number) => (isConnected ? Math.min(100 * 2 ** attempts, 5000) : false);
  const client = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 5000, reconnectStrategy } });
  client.on('error', (error: unknown) => log.error({ err: error }, 'session store'));
  await client.connect();
  isConnected = true;
  const serializer = {
    stringify: (session: SessionData) => sealer.seal(JSON.stringify(session)),
    parse: (sealed: string) => JSON.parse(sealer.open(sealed) ?? 'null') as SessionData,
  };
  const secondsLeft = (session: SessionData) => Math.max(1, Math.ceil((endOf(session) - Date.now()) / 1000));
  const store = new RedisStore({ client, prefix: 'console:session:', ttl: secondsLeft, serializer });
  return { store, close: () => client.close() };
}

/** End of a session: that of its unscoped token, in ms since the epoch. */
function endOf(session: SessionData): number {
  return session.signedIn?.unscoped.expiresAt ?? Date.now();
}

type Callback<T = void> = (error?: unknown, value?: T) => void;

/**
 * Opens a store of one table in a file. Ids are hashed and contents sealed, so that the file alone opens no session.
 * `touch` does nothing: a request that has only read the session must not overwrite a change by a parallel request.
 */
function openSqlite(stateDir: string, sealer: Sealer): SessionStore {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(join(stateDir, 'sessions.sqlite'));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, ends INTEGER NOT NULL, sealed TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS session_ends ON session (ends);`);
  const select = db.prepare('SELECT sealed FROM session WHERE id = ? AND ends > ?');
  const upsert = db.prepare(
    'INSERT INTO session VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET ends = excluded.ends, sealed = excluded.sealed',
  );
  const remove = db.prepare('DELETE FROM session WHERE id = ?');
  const sweep = db.prepare('DELETE FROM session WHERE ends <= ?');

  class SqliteStore extends Store {
    override get(sid: string, callback: Callback<SessionData | null>) {
      callBack(callback, () => {
        const row = select.get(keyOf(sid), Date.now());
        const text = typeof row?.sealed === 'string' ? sealer.open(row.sealed) : null;
        return text === null ? null : (JSON.parse(text) as SessionData);
      });
    }

    override set(sid: string, session: SessionData, callback: Callback = () => undefined) {
      callBack(callback, () => {
        sweep.run(Date.now());
        upsert.run(keyOf(sid), endOf(session), sealer.seal(JSON.stringify(session)));
      });
    }

    override destroy(sid: string, callback: Callback = () => undefined) {
      callBack(callback, () => void remove.run(keyOf(sid)));
    }

    override touch(_sid: string, _session: SessionData, callback: Callback = () => undefined) {
      callback();
    }
  }

  return { store: new SqliteStore(), close: async () => db.close() };
}

function keyOf(sid: string): string {
  return createHash('sha256').update(sid).digest('base64url');
}

function callBack<T>(callback: Callback<T>, work: () => T): void {
  let value: T;
  try {
    value = work();
  } catch (error) {
    callback(error);
    return;
  }
  callback(null, value);
}
