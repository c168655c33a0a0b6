import { type Headers, sendJson } from '../kernel/send-response.ts';
import type { Call } from '../kernel/service.ts';

const kinds = {
  badRequest: 400,
  forbidden: 403,
  itemNotFound: 404,
  badMethod: 405,
  notAcceptable: 406,
  overLimit: 413,
  computeFault: 500,
} as const;
export type FaultKind = keyof typeof kinds;

/** An error before it is sent. */
export interface CinderFault {
  readonly fault: FaultKind;
  readonly message: string;
}

/**
 * Sends Cinder's error body, whose only key is the fault's kind; `computeFault` is the kind for everything else. An
 * over-limit fault carries `Retry-After: 0`.
 */
export function sendFault(call: Call, { fault, message }: CinderFault, headers: Headers = {}): void {
  const code = kinds[fault];
  const key = fault === 'notAcceptable' ? 'computeFault' : fault;
  const retry = fault === 'overLimit';
  const more = retry ? { ...headers, 'Retry-After': '0' } : headers;
  sendJson(call, code, { [key]: { code, message, ...(retry ? { retryAfter: '0' } : {}) } }, more);
}

/** The auth middleware in front of Cinder answers 401 in Keystone's shape. */
export function unauthorized(call: Call): void {
  const message = 'The request you have made requires authentication.';
  const headers = { 'WWW-Authenticate': `Keystone uri="${call.origin}/identity"` };
  sendJson(call, 401, { error: { code: 401, title: 'Unauthorized', message } }, headers);
}

/** `rule` is the name in Cinder's policy, such as `volume:create`. */
export function forbidden(rule: string): CinderFault {
  return { fault: 'forbidden', message: `Policy doesn't allow ${rule} to be performed.` };
}

export function volumeNotFound(id: string): CinderFault {
  return { fault: 'itemNotFound', message: `Volume ${id} could not be found.` };
}
