import type { CloudServiceRef, Problem } from '@console/bff-contract';

/** Why a request did not succeed. `shared/ui` translates it. */
export type Failure =
  /** The BFF is unreachable: the browser is offline, or the BFF is down. */
  | { readonly kind: 'network' }
  /** A problem reported by the BFF (`application/problem+json`). */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** A fault of a cloud service, which the BFF passes through unchanged. */
  | {
      readonly kind: 'cloud';
      readonly status: number;
      readonly body: string;
      readonly contentType: string;
      readonly requestId: string | null;
      /** The service that the request's path belongs to. */
      readonly service?: CloudServiceRef['service'];
    }
  /** A response of an unexpected shape. */
  | { readonly kind: 'nonsense'; readonly requestId: string | null };

/** The error of every failed request; `failure` says why. */
export class RequestError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.kind === 'problem' ? failure.problem.detail : failure.kind, options);
    this.failure = failure;
  }
}

/** Whether the same request may succeed later, so that an automatic retry makes sense. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  const { failure } = error;
  switch (failure.kind) {
    case 'network':
      return true;
    case 'nonsense':
      return false;
    case 'cloud':
      return failure.status >= 500;
    case 'problem':
      // A missing service can only appear with a new token, because the catalog is part of the token.
      return failure.problem.status >= 500 && failure.problem.code !== 'serviceMissing';
  }
}

/** Whether a cloud service answered 404: the resource does not exist, or the user may not see it. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'cloud' && error.failure.status === 404;
}

/** Statuses with which a proxy answers for a service that it could not reach in time. */
const proxyStatuses: ReadonlySet<number> = new Set([502, 503, 504]);
const unansweredCodes: ReadonlySet<string> = new Set(['cloudUnreachable', 'cloudTimeout', 'cloudNonsense']);

/** Whether a failed write may have been done all the same, because the service's own response never arrived. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  const { failure } = error;
  if (failure.kind === 'cloud') return proxyStatuses.has(failure.status);
  return failure.kind !== 'problem' || unansweredCodes.has(failure.problem.code);
}
