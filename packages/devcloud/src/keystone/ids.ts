import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A fresh id as Keystone makes them: 32 hex digits. */
export function newId(): string {
  return randomUUID().replaceAll('-', '');
}

/** An id that is the same in every embedded cloud, for what it is delivered with. */
export function stableId(kind: string, name: string): string {
  return createHash('sha256').update(`${kind}/${name}`).digest('hex').slice(0, 32);
}

/** A token of Keystone's length (183 characters) that nobody can guess. */
export function newToken(): string {
  return `gAAAAAB${randomBytes(132).toString('base64url')}`;
}

/** Audit ids are 22 characters. */
export function newAuditId(): string {
  return randomBytes(16).toString('base64url');
}

/** How a token is kept: whoever reads the database cannot use it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
