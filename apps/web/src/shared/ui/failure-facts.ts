import { type CloudServiceRef, type Problem, type ProblemCode, problemCodes } from '@console/bff-contract';
import { type FaultCause, type FaultCode, faultCause, parseFault } from '@console/openstack-api';
import { type Failure, RequestError } from '../http/index.ts';

/** HTTP statuses of the cloud that have a sentence of their own in `errors.json`. */
const statuses = [
  300, 400, 401, 403, 404, 405, 406, 407, 408, 409, 410, 413, 415, 416, 429, 500, 501, 502, 503, 504,
] as const;
type KnownStatus = (typeof statuses)[number];

/** Where in `errors.json` the words for a failure stand. */
export type FailureKey =
  | 'network'
  | 'nonsense'
  | 'unexpected'
  | `problem.${ProblemCode}`
  | `cause.${FaultCode}`
  | `status.${KnownStatus}`
  | 'status.client'
  | 'status.server';

/** What a failure is, before it is put into words. */
export interface FailureFacts {
  readonly key: FailureKey;
  /** What the sentence names. */
  readonly params: Readonly<Record<string, string>>;
  /** Where in the cloud; `null`: not in it, or not known. */
  readonly at: CloudServiceRef | null;
  readonly requestId: string | null;
  /** What the service itself said, unchanged; for the details only. */
  readonly raw: string | null;
}

/** Problems that say no more than that the cloud refused: its reason is the better sentence. */
const passedOn: ReadonlySet<ProblemCode> = new Set(['uploadRefused', 'cloudRefused']);

const nothingMore = { params: {}, at: null, requestId: null, raw: null } as const;

/** Anything that was thrown, as a failure; `null` for what is not one (a fault of our own code). */
export function failureOf(error: unknown): Failure | null {
  return error instanceof RequestError ? error.failure : null;
}

export function failureFacts(failure: Failure | null): FailureFacts {
  switch (failure?.kind) {
    case undefined:
      return { ...nothingMore, key: 'unexpected' };
    case 'network':
      return { ...nothingMore, key: 'network' };
    case 'nonsense':
      return { ...nothingMore, key: 'nonsense', requestId: failure.requestId };
    case 'cloud':
      return cloudFacts(failure);
    case 'problem':
      return problemFacts(failure.problem);
  }
}

/** The service's own error: its cause where we know the text, else its status. */
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
  if (code === 'cloudNonsense' && upstream !== undefined && saysEnough(upstream.status)) {
    return { ...nothingMore, key: statusKey(upstream.status), at, requestId, raw: upstream.message || null };
  }
  const otherwise = Object.hasOwn(problemCodes, code) ? (`problem.${code}` as const) : statusKey(status);
  const cause = upstream !== undefined && passedOn.has(code) ? faultCause(upstream) : null;
  return { ...keyOf(cause, otherwise), at, requestId, raw: upstream?.message ?? null };
}

/** A refusal is one in whatever form it comes; a page saying 404 tells of the address, not of the image. */
function saysEnough(status: number): boolean {
  return status >= 400 && status !== 404;
}

function keyOf(cause: FaultCause | null, otherwise: FailureKey): Pick<FailureFacts, 'key' | 'params'> {
  return cause === null ? { key: otherwise, params: {} } : { key: `cause.${cause.code}`, params: cause.params };
}

function statusKey(status: number): FailureKey {
  const known = statuses.find((one) => one === status);
  if (known !== undefined) return `status.${known}`;
  return status < 500 ? 'status.client' : 'status.server';
}
