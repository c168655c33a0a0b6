import { sendJson, sendResponse } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';

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

/** Sends Keystone's error body. */
export function sendFault(
  call: Call,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendJson(call, code, { error: { code, message, title: titles[code] ?? 'Error' } }, headers);
}

const askedToSignIn = 'The request you have made requires authentication.';

/** The message of a 401 never says which credential was wrong. */
export function unauthorized(call: Call, message = askedToSignIn): void {
  const headers = { 'WWW-Authenticate': `Keystone uri="${call.baseUrl}/v3"` };
  sendFault(call, 401, message, headers);
}

/** `rule` is the name in Keystone's policy, such as `identity:list_users`; absent when no rule was evaluated. */
export function forbidden(call: Call, rule?: string): void {
  sendFault(call, 403, `You are not authorized to perform the requested action${rule ? `: ${rule}` : ''}.`);
}

export function notFound(call: Call, kind: string, id: string): void {
  sendFault(call, 404, `Could not find ${kind}: ${id}.`);
}

export function badRequest(call: Call, message: string): void {
  sendFault(call, 400, message);
}

/** Builds Keystone's message for something missing. */
export function expecting(what: string, where: string): string {
  return `Expecting to find ${what} in ${where}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`;
}

/** Sends Flask's HTML page for an address that Keystone does not have. */
export function pageNotFound(call: Call): void {
  const page =
    '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n';
  sendResponse(call, 404, page, 'text/html; charset=utf-8');
}
