import { at, isObject, textAt } from '../kernel/json.ts';
import { complaintAbout } from './auth-checks.ts';
import type { Directory, Project, User } from './directory.ts';
import { passwordMatches } from './passwords.ts';
import type { LiveToken, Scope, Tokens } from './tokens.ts';

/** What `POST /v3/auth/tokens` asks for, judged: who is there and what scope is wished. */
export type Judged =
  | { readonly kind: 'granted'; readonly user: User; readonly scope: Scope; readonly parent: LiveToken | null }
  | { readonly kind: 'malformed'; readonly complaint: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unsupportedMethod' }
  /** The token given to rescope is expired, revoked or garbage. */
  | { readonly kind: 'deadToken'; readonly token: string };

/** Checks the credentials, then the scope; whether the user has a role there is the caller's to check. */
export async function judge(body: unknown, directory: Directory, tokens: Tokens): Promise<Judged> {
  const complaint = complaintAbout(at(body, 'auth'));
  if (complaint !== null) return { kind: 'malformed', complaint };
  const identity = at(body, 'auth', 'identity');
  const listed = at(identity, 'methods');
  const methods: readonly unknown[] = Array.isArray(listed) ? listed : [];
  if (methods.some((method) => method !== 'password' && method !== 'token')) return { kind: 'unsupportedMethod' };
  const scope = scopeWanted(at(body, 'auth', 'scope'), directory);
  if (methods.includes('token')) {
    const token = textAt(identity, 'token', 'id') ?? '';
    const parent = tokens.find(token);
    if (!parent) return { kind: 'deadToken', token };
    return scope ? { kind: 'granted', user: parent.user, scope, parent } : { kind: 'refused' };
  }
  if (!methods.includes('password')) return { kind: 'refused' };
  const user = findUser(at(identity, 'password', 'user'), directory);
  const password = textAt(identity, 'password', 'user', 'password') ?? '';
  const isRight = await passwordMatches(password, user?.passwordHash ?? null);
  return user?.enabled && isRight && scope ? { kind: 'granted', user, scope, parent: null } : { kind: 'refused' };
}

/** `null` = a scope that is not there, or that the embedded Keystone does not know. */
function scopeWanted(wanted: unknown, directory: Directory): Scope | null {
  if (wanted === undefined || wanted === 'unscoped' || isObject(at(wanted, 'unscoped'))) return { kind: 'unscoped' };
  if (isObject(at(wanted, 'system'))) return { kind: 'system' };
  const project = findProject(at(wanted, 'project'), directory);
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
