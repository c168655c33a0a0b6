import { isObject, textAt, valueAt } from '../kernel/json.ts';
import type { Directory, Project, User } from './directory.ts';
import { passwordMatches } from './passwords.ts';
import type { LiveToken, Scope, Tokens } from './tokens.ts';
import { validateAuthRequest } from './validate-auth-request.ts';

/** Outcome of the credentials and the scope in `POST /v3/auth/tokens`. */
export type AuthOutcome =
  | { readonly kind: 'granted'; readonly user: User; readonly scope: Scope; readonly parent: LiveToken | null }
  | { readonly kind: 'malformed'; readonly complaint: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unsupportedMethod' }
  /** The token to rescope is expired, revoked or malformed. */
  | { readonly kind: 'deadToken'; readonly token: string };

/** Checks the credentials, then the scope. The caller checks whether the user has a role in the scope. */
export async function authenticate(body: unknown, directory: Directory, tokens: Tokens): Promise<AuthOutcome> {
  const complaint = validateAuthRequest(valueAt(body, 'auth'));
  if (complaint !== null) return { kind: 'malformed', complaint };
  const identity = valueAt(body, 'auth', 'identity');
  const listed = valueAt(identity, 'methods');
  const methods: readonly unknown[] = Array.isArray(listed) ? listed : [];
  if (methods.some((method) => method !== 'password' && method !== 'token')) return { kind: 'unsupportedMethod' };
  const scope = scopeWanted(valueAt(body, 'auth', 'scope'), directory);
  if (methods.includes('token')) {
    const token = textAt(identity, 'token', 'id') ?? '';
    const parent = tokens.find(token);
    if (!parent) return { kind: 'deadToken', token };
    return scope ? { kind: 'granted', user: parent.user, scope, parent } : { kind: 'refused' };
  }
  if (!methods.includes('password')) return { kind: 'refused' };
  const user = findUser(valueAt(identity, 'password', 'user'), directory);
  const password = textAt(identity, 'password', 'user', 'password') ?? '';
  const isRight = await passwordMatches(password, user?.passwordHash ?? null);
  return user?.enabled && isRight && scope ? { kind: 'granted', user, scope, parent: null } : { kind: 'refused' };
}

/** Returns `null` for a scope that does not exist or that the embedded Keystone does not support. */
function scopeWanted(wanted: unknown, directory: Directory): Scope | null {
  if (wanted === undefined || wanted === 'unscoped' || isObject(valueAt(wanted, 'unscoped')))
    return { kind: 'unscoped' };
  if (isObject(valueAt(wanted, 'system'))) return { kind: 'system' };
  const project = findProject(valueAt(wanted, 'project'), directory);
  return project && { kind: 'project', project };
}

function findProject(ref: unknown, directory: Directory): Project | null {
  const id = textAt(ref, 'id');
  if (id !== undefined) return directory.project(id);
  const domainId = domainOf(ref, directory);
  return domainId === undefined ? null : directory.projectByName(domainId, textAt(ref, 'name') ?? '');
}

function findUser(ref: unknown, directory: Directory): User | null {
  const id = textAt(ref, 'id');
  if (id !== undefined) return directory.user(id);
  const domainId = domainOf(ref, directory);
  return domainId === undefined ? null : directory.userByName(domainId, textAt(ref, 'name') ?? '');
}

function domainOf(ref: unknown, directory: Directory): string | undefined {
  const [id, name] = [textAt(ref, 'domain', 'id'), textAt(ref, 'domain', 'name')];
  return directory.domains().find((domain) => domain.id === id || domain.name === name)?.id;
}
