import * as z from 'zod/mini';
import { type UploadLoss, uploadLosses } from './uploads.ts';

/**
 * HTTP status of every problem, by code. `locales/…/errors.json` has a sentence with a next step under the same key;
 * the browser shows that sentence instead of `detail`.
 */
export const problemCodes = {
  // The browser's request.
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
  // Uploads.
  uploadUnknown: 404,
  uploadOffset: 409,
  uploadLost: 410,
  uploadRefused: 422,
  uploadMismatch: 422,
  uploadTooLarge: 413,
  uploadLimit: 429,
  tusVersion: 412,
  stopping: 503,
  // The cloud's response, or its absence.
  cloudRefused: 502,
  cloudUnreachable: 502,
  cloudUntrusted: 502,
  cloudNonsense: 502,
  serviceMissing: 503,
  cloudTimeout: 504,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof problemCodes;

/** The cloud service that a problem is with. */
export interface CloudServiceRef {
  readonly service: 'identity' | 'image' | 'volume';
  /** Host and port from the catalog, for Keystone from the operator's setting; `null` where there is none. */
  readonly host: string | null;
}

/** Body of the BFF's own errors, `application/problem+json` (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  /** English text for the operator. */
  readonly detail: string;
  readonly requestId: string;
  /** The cloud service concerned, if there is one. */
  readonly at?: CloudServiceRef | undefined;
  /** Only with code `uploadLost`. */
  readonly reason?: UploadLoss | undefined;
  /** The cloud's own error, if it sent one; `message` is its text, unchanged. */
  readonly upstream?:
    | { readonly status: number; readonly message: string; readonly requestId?: string | undefined }
    | undefined;
}

/** Codes are not compared with `problemCodes`: after a release the BFF may be newer than the page and know more. */
const problemCode = z.custom<ProblemCode>((value) => typeof value === 'string');

const problem: z.ZodMiniType<Problem> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: problemCode,
  detail: z.string(),
  requestId: z.string(),
  at: z.optional(z.object({ service: z.enum(['identity', 'image', 'volume']), host: z.nullable(z.string()) })),
  reason: z.optional(z.enum(uploadLosses)),
  upstream: z.optional(z.object({ status: z.number(), message: z.string(), requestId: z.optional(z.string()) })),
});

/** @throws z.core.$ZodError when the body is not a problem */
export const parseProblem = (body: unknown): Problem => z.parse(problem, body);
