import type { CloudServiceRef, Problem } from '@console/bff-contract';

/** Everything that can come back instead of an answer; `shared/ui` turns it into a sentence. */
export type Failure =
  /** The BFF cannot be reached: offline, or it is down. */
  | { readonly kind: 'network' }
  /** The BFF refuses or explains. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The cloud's own error, passed on as it came. */
  | {
      readonly kind: 'cloud';
      readonly status: number;
      readonly body: string;
      readonly contentType: string;
      readonly requestId: string | null;
      /** Which of the cloud's services was asked, where the address tells. */
      readonly service?: CloudServiceRef['service'];
    }
  /** An answer that is not of the promised shape. */
  | { readonly kind: 'nonsense'; readonly requestId: string | null };

export class RequestError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.kind === 'problem' ? failure.problem.detail : failure.kind, options);
    this.failure = failure;
  }
}

/** Whether the same request may well succeed a little later, so that asking again by itself makes sense. */
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
      // The catalog came with the token: only another one can have what this one has not.
      return failure.problem.status >= 500 && failure.problem.code !== 'serviceMissing';
  }
}

/** The cloud says that there is no such thing, or that it is not for these eyes. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind === 'cloud' && error.failure.status === 404;
}

/** A proxy in between has lost its patience, or the way. */
const proxyStatuses: ReadonlySet<number> = new Set([502, 503, 504]);
const lostCodes: ReadonlySet<string> = new Set(['cloudUnreachable', 'cloudTimeout', 'cloudNonsense']);

/** Nobody has said no: what was asked for may have been done. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  const { failure } = error;
  if (failure.kind === 'cloud') return proxyStatuses.has(failure.status);
  return failure.kind !== 'problem' || lostCodes.has(failure.problem.code);
}
