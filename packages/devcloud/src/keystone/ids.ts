import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Creates an id in Keystone's form: 32 hex digits. */
export function newId(): string {
  return randomUUID().replaceAll('-', '');
}

/** Returns an id that is the same in every embedded cloud, for the built-in users, projects and roles. */
export function stableId(kind: string, name: string): string {
  return createHash('sha256').update(`${kind}/${name}`).digest('hex').slice(0, 32);
}

/** Creates an unguessable token of Keystone's length (183 characters). */
export function newToken(): string {
  return `gAAAAAB${randomBytes(132).toString('base64url')}`;
}

/** Creates an audit id, which has 22 characters. */
export function newAuditId(): string {
  return randomBytes(16).toString('base64url');
}

/** Hashes a token for storage, so that the database contains no usable token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
