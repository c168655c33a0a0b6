import { isObject, valueAt } from '../kernel/json.ts';
import { expecting } from './keystone-fault.ts';

/** Why Keystone takes a request to sign in for malformed, in its words; `null` = it reads on. */
export function validateAuthRequest(auth: unknown): string | null {
  if (!isObject(auth)) return expecting('auth', 'request body');
  return typeComplaint(auth) ?? methodComplaint(auth) ?? scopeComplaint(valueAt(auth, 'scope'));
}

type Kind = 'object' | 'array' | 'string' | 'scope';

/** The fields whose type the schema fixes, outermost first; the original goes on with the schema itself. */
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
      const place = path.length > 1 ? `Invalid input for field '${path.slice(0, -1).join('/')}': ` : '';
      return `${place}'${path.at(-1)}' is a required property`;
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
  // The original names the place "None", too.
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

/** A user or project is named by its id, or by its name and a domain. */
function referenceComplaint(reference: unknown, what: string, place: string): string | null {
  const nameless = (field: string) => `Invalid input for field ${field}: id or name must be present.`;
  if (valueAt(reference, 'id') !== undefined) return null;
  if (valueAt(reference, 'name') === undefined) return nameless(place);
  const domain = valueAt(reference, 'domain');
  if (domain === undefined) return expecting('domain', what);
  return valueAt(domain, 'id') === undefined && valueAt(domain, 'name') === undefined
    ? nameless(`${place}/domain`)
    : null;
}

function shown(value: unknown): string {
  return value === null ? 'None' : typeof value === 'string' ? `'${value}'` : String(value);
}
