import { json } from '../kernel/respond.ts';
import type { Call } from '../kernel/types.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
};

/** Keystone's error body. */
export function refuse(
  call: Call,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  json(call, code, { error: { code, message, title: titles[code] ?? 'Error' } }, headers);
}

/** The one 401: it never says which part was wrong. */
export function unauthorized(call: Call): void {
  const headers = { 'WWW-Authenticate': `Keystone uri="${call.baseUrl}/v3"` };
  refuse(call, 401, 'The request you have made requires authentication.', headers);
}

/** `rule` as Keystone's policy names it: `identity:list_users`. */
export function forbidden(call: Call, rule: string): void {
  refuse(call, 403, `You are not authorized to perform the requested action: ${rule}.`);
}

export function notFound(call: Call, kind: string, id: string): void {
  refuse(call, 404, `Could not find ${kind}: ${id}.`);
}

export function badRequest(call: Call, what: string): void {
  refuse(
    call,
    400,
    `${what} The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  );
}
