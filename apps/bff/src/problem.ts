import { STATUS_CODES } from 'node:http';
import { type CloudServiceRef, type Problem, type ProblemCode, problemCodes } from '@console/bff-contract';

/** A service's own refusal: its status, its text and its request id. */
export type UpstreamRefusal = NonNullable<Problem['upstream']>;

/** An error that the browser receives as a Problem; any part of the BFF may throw it. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly upstream: UpstreamRefusal | undefined;
  readonly at: CloudServiceRef | undefined;
  readonly reason: Problem['reason'];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail English text for the operator. The browser receives it: no secrets and no paths of this machine. */
  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      upstream?: UpstreamRefusal | undefined;
      at?: CloudServiceRef | undefined;
      reason?: Problem['reason'] | undefined;
      headers?: Readonly<Record<string, string>> | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.upstream = more.upstream;
    this.at = more.at;
    this.reason = more.reason;
    this.headers = more.headers ?? {};
  }
}

/** The body of the response to a failed request, as RFC 9457 describes it. */
export function problemBody(error: ProblemError, requestId: string): Problem {
  const status = problemCodes[error.code];
  return {
    type: `urn:console:problem:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    detail: error.message,
    requestId,
    at: error.at,
    reason: error.reason,
    upstream: error.upstream,
  };
}
