import type { IncomingHttpHeaders } from 'node:http';
import type { CloudServiceRef, ProblemCode, UploadLoss } from '@console/bff-contract';
import { ProblemError, type UpstreamRefusal } from '../problem.ts';

export interface ResponseHead {
  /** The service that was called. */
  readonly at: CloudServiceRef;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Distinguishes responses of the API from those of a proxy before it, and an expired token (401) from other refusals.
 * @returns `null` for a response of the API, errors included: the browser reads those itself
 */
export function classifyResponse(response: ResponseHead): ProblemError | null {
  const { status } = response;
  const problem = (code: ProblemCode, detail: string) =>
    new ProblemError(code, detail, { upstream: refusalOf(response), at: response.at });
  if (status === 401) return problem('sessionGone', 'the cloud rejects the token: it is expired or revoked');
  if (status > 300 && status < 400) return problem('cloudNonsense', 'the cloud redirects instead of answering');
  if (isBodyless(response) || isReadable(response)) return null;
  if (status === 502 || status === 503) return problem('cloudUnreachable', 'a proxy before the cloud cannot reach it');
  if (status === 504) return problem('cloudTimeout', 'a proxy before the cloud gave up waiting');
  return problem('cloudNonsense', 'the response is not what the API promises');
}

/** Returns the part of a Problem that describes the cloud's response. @param message the service's own text */
export function refusalOf({ status, headers }: Omit<ResponseHead, 'at'>, message = ''): UpstreamRefusal {
  const requestId = headers['x-openstack-request-id'];
  return { status, message, requestId: typeof requestId === 'string' ? requestId : undefined };
}

function isBodyless({ status, headers }: ResponseHead): boolean {
  return (
    status === 204 || headers['content-length'] === '0' || (headers['content-type'] === undefined && status === 202)
  );
}

/** JSON, image data, or the plain text of Glance's errors. */
function isReadable({ status, headers }: ResponseHead): boolean {
  const type = headers['content-type'] ?? '';
  if (/^application\/([\w.+-]+\+)?json\b/i.test(type) || /^application\/octet-stream\b/i.test(type)) return true;
  return status >= 400 && /^text\/plain\b/i.test(type);
}

/** How a connection to the cloud failed. */
export type ConnectionFailure = Extract<UploadLoss, 'unreachable' | 'untrusted' | 'timeout' | 'reset'>;

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);
/** Codes of a certificate that has an unknown authority, is expired, or belongs to another host (Node's `tls` page). */
const certificateCode = /CERT|^UNABLE_TO_/;

/** Classifies an error of Node's `http` or of undici by its code. */
export function classifyError(error: unknown): ConnectionFailure {
  const code = codeOf(error);
  if (timeoutCodes.has(code)) return 'timeout';
  if (certificateCode.test(code)) return 'untrusted';
  return unreachableCodes.has(code) ? 'unreachable' : 'reset';
}

/** Texts for the operator, by the reason why a request to the cloud ended without a response. */
export const lossDetails = {
  unreachable: 'The image API could not be reached.',
  untrusted: 'The certificate of the image API is not trusted.',
  reset: 'The image API closed the connection before it answered.',
  stalled: 'The image API stopped reading data.',
  timeout: 'The image API did not answer after the last byte.',
  early: 'The image API answered before it had all bytes.',
  idle: 'The browser was away for too long.',
  tokenExpired: 'The token of the upload expired while the browser was away.',
  cancelled: 'The upload was cancelled.',
  stopping: 'The console was stopped.',
} as const satisfies Record<UploadLoss, string>;

/** The Problem for a request without a response. The reasons that are missing here are the BFF's own decisions. */
const codesByLoss: Partial<Record<UploadLoss, ProblemCode>> = {
  untrusted: 'cloudUntrusted',
  timeout: 'cloudTimeout',
  early: 'cloudNonsense',
};

/** The problem of an upload that ended before its first byte, or of a plain PUT. */
export function lossProblem(reason: UploadLoss, at: CloudServiceRef): ProblemError {
  return new ProblemError(codesByLoss[reason] ?? 'cloudUnreachable', lossDetails[reason], { at });
}

/** The problem behind an error of an API call. The detail has the error's code, but no address. */
export function connectionProblem(cause: unknown, at: CloudServiceRef): ProblemError {
  const failure = classifyError(cause);
  return new ProblemError(codesByLoss[failure] ?? 'cloudUnreachable', detailOf(failure, codeOf(cause)), { cause, at });
}

function detailOf(failure: ConnectionFailure, code: string): string {
  if (failure === 'timeout') return 'the cloud did not answer in time';
  if (failure === 'untrusted') return `the certificate of the cloud is not trusted (${code}), see OS_CACERT`;
  return `no connection to the cloud (${code})`;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
