import { type CloudServiceRef, type Problem, type ProblemCode, problemCodes } from '@console/bff-contract';
import { type FaultCause, type FaultCode, faultCause, parseFault } from '@console/openstack-api';
import { type Failure, RequestError } from '../http/index.ts';

/** HTTP statuses of the cloud with a text of their own in `errors.json`. */
const statuses = [
  300, 400, 401, 403, 404, 405, 406, 407, 408, 409, 410, 413, 415, 416, 429, 500, 501, 502, 503, 504,
] as const;
type KnownStatus = (typeof statuses)[number];

/** Key of a failure's text in `errors.json`. */
export type FailureKey =
  | 'network'
  | 'nonsense'
  | 'unexpected'
  | `problem.${ProblemCode}`
  | `cause.${FaultCode}`
  | `status.${KnownStatus}`
  | 'status.client'
  | 'status.server';

/** The parts of a failure's message, before translation. */
export interface FailureFacts {
  readonly key: FailureKey;
  /** Values for the text's placeholders. */
  readonly params: Readonly<Record<string, string>>;
  /** The cloud service concerned; `null` if it is none or unknown. */
  readonly at: CloudServiceRef | null;
  readonly requestId: string | null;
  /** The service's own message, unchanged, for the details only. */
  readonly raw: string | null;
}

/** Problems whose only content is that the cloud refused; the text for the cloud's reason is more specific. */
const refusalCodes: ReadonlySet<ProblemCode> = new Set(['uploadRefused', 'cloudRefused']);

const noDetails = { params: {}, at: null, requestId: null, raw: null } as const;

/** The failure of a thrown `RequestError`; `null` for every other error, which is a bug of the console. */
export function failureOf(error: unknown): Failure | null {
  return error instanceof RequestError ? error.failure : null;
}

/** Finds the text for a failure; `null` gets the text for an unexpected error. */
export function failureFacts(failure: Failure | null): FailureFacts {
  switch (failure?.kind) {
    case undefined:
      return { ...noDetails, key: 'unexpected' };
    case 'network':
      return { ...noDetails, key: 'network' };
    case 'nonsense':
      return { ...noDetails, key: 'nonsense', requestId: failure.requestId };
    case 'cloud':
      return cloudFacts(failure);
    case 'problem':
      return problemFacts(failure.problem);
  }
}

/** A fault of the service: by its cause if the message is known, else by its status. */
function cloudFacts(failure: Extract<Failure, { kind: 'cloud' }>): FailureFacts {
  const fault = parseFault(failure.status, failure.contentType, failure.body);
  return {
    ...keyOf(faultCause(fault), statusKey(failure.status)),
    at: failure.service === undefined || failure.status < 500 ? null : { service: failure.service, host: null },
    requestId: failure.requestId,
    raw: fault.message || null,
  };
}

function problemFacts(problem: Problem): FailureFacts {
  const { code, status, requestId, upstream, at = null } = problem;
  if (code === 'cloudNonsense' && upstream !== undefined && isStatusTelling(upstream.status)) {
    return { ...noDetails, key: statusKey(upstream.status), at, requestId, raw: upstream.message || null };
  }
  const fallback = Object.hasOwn(problemCodes, code) ? (`problem.${code}` as const) : statusKey(status);
  const cause = upstream !== undefined && refusalCodes.has(code) ? faultCause(upstream) : null;
  return { ...keyOf(cause, fallback), at, requestId, raw: upstream?.message ?? null };
}

/** An HTML page in place of the API's answer: 4xx and 5xx mean the same in it, but its 404 is about the path, not the image. */
function isStatusTelling(status: number): boolean {
  return status >= 400 && status !== 404;
}

function keyOf(cause: FaultCause | null, fallback: FailureKey): Pick<FailureFacts, 'key' | 'params'> {
  return cause === null ? { key: fallback, params: {} } : { key: `cause.${cause.code}`, params: cause.params };
}

function statusKey(status: number): FailureKey {
  const known = statuses.find((candidate) => candidate === status);
  if (known !== undefined) return `status.${known}`;
  return status < 500 ? 'status.client' : 'status.server';
}
