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

/** A refusal on its way to the answer. */
export interface CinderFault {
  readonly fault: FaultKind;
  readonly message: string;
}

/** Cinder's error body: the kind is the key; what it has no kind for is a `computeFault`. Over a limit one may retry at once. */
export function sendFault(call: Call, { fault, message }: CinderFault, headers: Headers = {}): void {
  const code = kinds[fault];
  const key = fault === 'notAcceptable' ? 'computeFault' : fault;
  const retry = fault === 'overLimit';
  const more = retry ? { ...headers, 'Retry-After': '0' } : headers;
  sendJson(call, code, { [key]: { code, message, ...(retry ? { retryAfter: '0' } : {}) } }, more);
}

/** The token check in front of Cinder answers in Keystone's shape. */
export function unauthorized(call: Call): void {
  const message = 'The request you have made requires authentication.';
  const headers = { 'WWW-Authenticate': `Keystone uri="${call.origin}/identity"` };
  sendJson(call, 401, { error: { code: 401, title: 'Unauthorized', message } }, headers);
}

/** `rule` as Cinder's policy names it: `volume:create`. */
export function forbidden(rule: string): CinderFault {
  return { fault: 'forbidden', message: `Policy doesn't allow ${rule} to be performed.` };
}

export function volumeNotFound(id: string): CinderFault {
  return { fault: 'itemNotFound', message: `Volume ${id} could not be found.` };
}
