import { isObject, type JsonObject } from '../kernel/json.ts';
import { readJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';
import type { Directory } from './directory.ts';
import { badRequest, expecting, forbidden, sendFault, unauthorized } from './keystone-fault.ts';
import type { LiveToken, Tokens } from './tokens.ts';

export interface KeystoneContext {
  readonly directory: Directory;
  readonly tokens: Tokens;
}

/** Returns the `X-Auth-Token` header. */
export function tokenOf(call: Call): string | undefined {
  const token = call.req.headers['x-auth-token'];
  return typeof token === 'string' ? token : undefined;
}

/** Returns the caller's token; without a valid one sends 401 and returns `null`. */
export function requireToken({ tokens }: KeystoneContext, call: Call): LiveToken | null {
  const token = tokens.find(tokenOf(call));
  if (!token) unauthorized(call);
  return token;
}

/**
 * Like `requireToken`, and sends 403 naming `rule` unless the caller is an administrator or `alsoAllowed` returns true.
 */
export function requireAdmin(
  keys: KeystoneContext,
  call: Call,
  rule: string,
  alsoAllowed: (token: LiveToken) => boolean = () => false,
): LiveToken | null {
  const token = requireToken(keys, call);
  if (!token || isAdmin(token) || alsoAllowed(token)) return token;
  forbidden(call, `identity:${rule}`);
  return null;
}

export function isAdmin(token: LiveToken): boolean {
  return token.roles.some(({ name }) => name === 'admin');
}

/**
 * Returns the object under `key` of a small JSON body, empty if it is missing. Otherwise sends 400 and returns `null`.
 */
export async function requireBodyObject(call: Call, key: string): Promise<JsonObject | null> {
  const body = await requireBody(call);
  if (!body) return null;
  const inner = body[key] ?? {};
  if (isObject(inner)) return inner;
  badRequest(call, `Invalid input for field '${key}'`);
  return null;
}

/** Returns a small JSON body, an empty object for no body. Otherwise sends 400 or 413 and returns `null`. */
export async function requireBody(call: Call): Promise<JsonObject | null> {
  const body = await readJson(call);
  const type = call.req.headers['content-type']?.split(';')[0]?.trim() ?? '';
  if (body.kind === 'empty') return {};
  if (body.kind === 'tooLarge') sendFault(call, 413, 'Request is too large.');
  else if (!['', 'application/json'].includes(type))
    badRequest(call, expecting('application/json', 'Content-Type header'));
  else if (body.kind === 'json' && isObject(body.value)) return body.value;
  else badRequest(call, expecting('valid JSON', 'request body'));
  return null;
}
