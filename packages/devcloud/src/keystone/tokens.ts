import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';
import type { Caller } from '../kernel/service.ts';
import type { Directory, Project, Role, User } from './directory.ts';
import { newAuditId, newToken, tokenHash } from './ids.ts';

export type Scope =
  | { readonly kind: 'unscoped' }
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'system' };

/** A valid token and what it contains. Times in ms since the epoch. */
export interface LiveToken {
  readonly hash: string;
  readonly user: User;
  readonly scope: Scope;
  /** Including implied roles; empty when unscoped. */
  readonly roles: readonly Role[];
  readonly methods: readonly string[];
  readonly auditIds: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

interface Row {
  hash: string;
  userId: string;
  scope: Scope['kind'];
  projectId: string | null;
  methods: string;
  auditIds: string;
  issuedAt: number;
  expiresAt: number;
}

export type Tokens = ReturnType<typeof createTokens>;

/**
 * Issues and validates tokens. Only their hashes are stored, so tokens survive a restart and the database contains
 * none.
 */
export function createTokens(db: DatabaseSync, directory: Directory, ttlSeconds: number) {
  const insert = prepare(db, 'INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const select = prepare<Row>(
    db,
    `SELECT hash, user_id AS userId, scope, project_id AS projectId, methods, audit_ids AS auditIds,
     issued_at AS issuedAt, expires_at AS expiresAt FROM token WHERE hash = ? AND expires_at > ?`,
  );
  const remove = prepare(db, 'DELETE FROM token WHERE hash = ?');
  const removeOfUser = prepare(db, 'DELETE FROM token WHERE user_id = ?');
  const removeExpired = prepare(db, 'DELETE FROM token WHERE expires_at <= ?');
  /** By user, the second since the epoch in which all their tokens were last revoked. */
  const revokedIn = new Map<string, number>();

  const find = (token: string | undefined): LiveToken | null => {
    const row = token ? select.get(tokenHash(token), Date.now()) : undefined;
    const user = row && directory.user(row.userId);
    if (!row || !user?.enabled) return null;
    const scope = scopeOf(row, directory);
    const roles = scope && rolesIn(directory, user, scope);
    if (!scope || !roles) return null;
    const { hash, issuedAt, expiresAt } = row;
    return { hash, user, scope, roles, methods: list(row.methods), auditIds: list(row.auditIds), issuedAt, expiresAt };
  };

  return {
    find,
    /**
     * Issues a token. It expires with its parent, because rescoping never extends a token. Keystone counts in whole
     * seconds, so a token issued in the second of a revocation is invalid from the start.
     */
    issue: (user: User, scope: Scope, parent: LiveToken | null): { token: string; live: LiveToken | null } => {
      const token = newToken();
      const now = Date.now();
      removeExpired.run(now);
      const projectId = scope.kind === 'project' ? scope.project.id : null;
      const methods = parent ? [...new Set(['token', ...parent.methods])] : ['password'];
      const auditIds = parent ? [newAuditId(), parent.auditIds.at(-1) ?? ''] : [newAuditId()];
      const expiresAt = parent?.expiresAt ?? now + ttlSeconds * 1000;
      insert.run(
        tokenHash(token),
        user.id,
        scope.kind,
        projectId,
        JSON.stringify(methods),
        JSON.stringify(auditIds),
        now,
        expiresAt,
      );
      const live = find(token);
      if (revokedIn.get(user.id) === secondOf(now)) remove.run(tokenHash(token));
      return { token, live };
    },
    /** Revokes this token only. */
    revoke: (token: string): void => void remove.run(tokenHash(token)),
    revokeAllOf: (userId: string): void => {
      revokedIn.set(userId, secondOf(Date.now()));
      removeOfUser.run(userId);
    },
  };
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}

/** Returns `null` when the user has no role in this scope. */
export function rolesIn(directory: Directory, user: User, scope: Scope): readonly Role[] | null {
  if (scope.kind === 'unscoped') return [];
  if (scope.kind === 'project' && !scope.project.enabled) return null;
  const roles =
    scope.kind === 'system' ? directory.rolesOnSystem(user.id) : directory.rolesOnProject(user.id, scope.project.id);
  return roles.length > 0 ? roles : null;
}

/** Builds what the other services know about a token. */
export function callerOf(token: LiveToken): Caller {
  const project = token.scope.kind === 'project' ? token.scope.project : null;
  return {
    userId: token.user.id,
    userName: token.user.name,
    projectId: project?.id ?? null,
    projectName: project?.name ?? null,
    roles: token.roles.map(({ name }) => name),
    expiresAt: token.expiresAt,
  };
}

function scopeOf(row: Row, directory: Directory): Scope | null {
  if (row.scope !== 'project') return { kind: row.scope };
  const project = row.projectId === null ? null : directory.project(row.projectId);
  return project && { kind: 'project', project };
}

function list(text: string): string[] {
  return JSON.parse(text) as string[];
}
