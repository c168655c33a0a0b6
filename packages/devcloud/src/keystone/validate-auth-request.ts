import { isObject, valueAt } from '../kernel/json.ts';
import { expecting } from './keystone-fault.ts';

/** Returns Keystone's message for a malformed sign-in request, else `null`. */
export function validateAuthRequest(auth: unknown): string | null {
  if (!isObject(auth)) return expecting('auth', 'request body');
  return typeComplaint(auth) ?? methodComplaint(auth) ?? scopeComplaint(valueAt(auth, 'scope'));
}

type Kind = 'object' | 'array' | 'string' | 'scope';

/**
 * Fields whose type the schema checks, outermost first. Keystone's message continues with the schema itself, this one
 * does not.
 */
const typed: readonly [path: readonly string[], kind: Kind, need?: 'required'][] = [
  [['identity'], 'object', 'required'],
  [['identity', 'methods'], 'array', 'required'],
  [['identity', 'password'], 'object'],
  [['identity', 'password', 'user'], 'object'],
  [['identity', 'password', 'user', 'id'], 'string'],
  [['identity', 'password', 'user', 'name'], 'string'],
  [['identity', 'password', 'user', 'password'], 'string'],
  [['identity', 'password', 'user', 'domain'], 'object'],
  [['identity', 'token'], 'object'],
  [['identity', 'token', 'id'], 'string', 'required'],
  [['scope'], 'scope'],
  [['scope', 'project'], 'object'],
  [['scope', 'project', 'id'], 'string'],
  [['scope', 'project', 'name'], 'string'],
  [['scope', 'project', 'domain'], 'object'],
  [['scope', 'system'], 'object'],
];

const kinds: Readonly<Record<Kind, { fits: (value: unknown) => boolean; named: string }>> = {
  object: { fits: isObject, named: "'object'" },
  array: { fits: Array.isArray, named: "'array'" },
  string: { fits: (value) => typeof value === 'string', named: "'string'" },
  scope: { fits: (value) => isObject(value) || typeof value === 'string', named: "'object', 'string'" },
};

function typeComplaint(auth: unknown): string | null {
  for (const [path, kind, need] of typed) {
    const parent = valueAt(auth, ...path.slice(0, -1));
    const value = valueAt(auth, ...path);
    if (value === undefined) {
      if (need === undefined || !isObject(parent)) continue;
      const location = path.length > 1 ? `Invalid input for field '${path.slice(0, -1).join('/')}': ` : '';
      return `${location}'${path.at(-1)}' is a required property`;
    }
    if (!kinds[kind].fits(value)) {
      return `Invalid input for field '${path.join('/')}': ${shown(value)} is not of type ${kinds[kind].named}`;
    }
  }
  return null;
}

function methodComplaint(auth: unknown): string | null {
  const identity = valueAt(auth, 'identity');
  const methods = valueAt(identity, 'methods');
  for (const method of Array.isArray(methods) ? methods : []) {
    if (valueAt(identity, String(method)) === undefined) return expecting(String(method), 'identity');
  }
  const password = valueAt(identity, 'password');
  if (password === undefined || (Array.isArray(methods) && !methods.includes('password'))) return null;
  const user = valueAt(password, 'user');
  // Keystone's message also says "None" here.
  return user === undefined ? expecting('user', 'None') : referenceComplaint(user, 'user', 'identity/password/user');
}

const scopes = ['system', 'project', 'domain', 'OS-TRUST:trust', 'unscoped'];

function scopeComplaint(scope: unknown): string | null {
  if (scope === undefined || scope === 'unscoped') return null;
  const named = isObject(scope) ? scopes.filter((name) => name in scope) : [];
  if (named.length !== 1) {
    return expecting('system, project, domain, OS-TRUST:trust or unscoped', 'scope');
  }
  const project = valueAt(scope, 'project');
  return project === undefined ? null : referenceComplaint(project, 'project', 'scope/project');
}

/** A user or project is referenced by id, or by name and domain. */
function referenceComplaint(reference: unknown, what: string, location: string): string | null {
  const nameless = (field: string) => `Invalid input for field ${field}: id or name must be present.`;
  if (valueAt(reference, 'id') !== undefined) return null;
  if (valueAt(reference, 'name') === undefined) return nameless(location);
  const domain = valueAt(reference, 'domain');
  if (domain === undefined) return expecting('domain', what);
  return valueAt(domain, 'id') === undefined && valueAt(domain, 'name') === undefined
    ? nameless(`${location}/domain`)
    : null;
}

function shown(value: unknown): string {
  return value === null ? 'None' : typeof value === 'string' ? `'${value}'` : String(value);
}
