import type { UploadLoss } from './uploads.ts';

/**
 * Everything that can go wrong, by code. Each has a sentence with a next step in
 * `locales/…/errors.json` under the same key; the browser never shows `detail` where it has one.
 */
export const problemCodes = {
  // what the browser asked
  badRequest: 400,
  sessionGone: 401,
  wrongCredentials: 403,
  noProject: 403,
  projectNotJoined: 403,
  csrf: 403,
  origin: 403,
  denied: 403,
  notFound: 404,
  methodNotAllowed: 405,
  tooLarge: 413,
  unsupportedMediaType: 415,
  tooManyRequests: 429,
  // uploads
  uploadUnknown: 404,
  uploadOffset: 409,
  uploadLost: 410,
  uploadRefused: 422,
  uploadMismatch: 422,
  uploadTooLarge: 413,
  uploadLimit: 429,
  tusVersion: 412,
  stopping: 503,
  // what the cloud answered, or did not
  cloudRefused: 502,
  cloudUnreachable: 502,
  cloudUntrusted: 502,
  cloudNonsense: 502,
  serviceMissing: 503,
  cloudTimeout: 504,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof problemCodes;

/** Which part of the cloud a problem is with. */
export interface CloudPlace {
  readonly service: 'identity' | 'image' | 'volume';
  /** Its host and port by the catalog (or the operator, for Keystone); `null` where there is none. */
  readonly host: string | null;
}

/** Body of every error of the BFF itself, `application/problem+json` (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  /** For the operator, in English. */
  readonly detail: string;
  readonly requestId: string;
  /** Where it went wrong, if in the cloud. */
  readonly at?: CloudPlace;
  /** Of `uploadLost`. */
  readonly reason?: UploadLoss;
  /** What the cloud answered, where it did. `message` is its own text, unchanged. */
  readonly upstream?: { readonly status: number; readonly message: string; readonly requestId?: string };
}
