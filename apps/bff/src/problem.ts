import { STATUS_CODES } from 'node:http';
import { type CloudPlace, type Problem, type ProblemCode, problemCodes } from '@console/bff-contract';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { requestIdOf } from './http/request-id.ts';
import type { Log } from './log.ts';

/** What the cloud said when it refused, its own words. */
export type Upstream = NonNullable<Problem['upstream']>;

/** Thrown anywhere in the BFF; the last middleware turns it into the answer. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly upstream: Upstream | undefined;
  readonly at: CloudPlace | undefined;
  readonly reason: Problem['reason'];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail for the operator, in English; goes to the browser, so nothing secret and no paths of this machine */
  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      upstream?: Upstream;
      at?: CloudPlace | undefined;
      reason?: NonNullable<Problem['reason']>;
      headers?: Readonly<Record<string, string>>;
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

/** Where a service of the cloud is, in as few words as a reader can hand on. @param url any address of it */
export function placeOf(service: CloudPlace['service'], url: string): CloudPlace {
  return { service, host: new URL(url).host };
}

export function problemBody(error: ProblemError, requestId: string): Problem {
  const status = problemCodes[error.code];
  return {
    type: `urn:console:problem:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.at === undefined ? {} : { at: error.at }),
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    ...(error.upstream === undefined ? {} : { upstream: error.upstream }),
  };
}

/** Answers with the problem, or cuts the connection where the answer has begun already. */
export function sendProblem(res: Response, error: ProblemError): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const body = problemBody(error, requestIdOf(res));
  res.status(body.status);
  for (const [name, value] of Object.entries(error.headers)) res.setHeader(name, value);
  res.setHeader('Cache-Control', 'no-store');
  res.type('application/problem+json').send(JSON.stringify(body));
  dropBody(res.req);
}

const dropMs = 2000;

/** A body nobody wants is read and thrown away so that the answer arrives, but not for longer than this. */
function dropBody(req: Request): void {
  if (req.complete) return;
  const timer = setTimeout(() => req.destroy(), dropMs);
  req.once('close', () => clearTimeout(timer));
}

export const notFound: RequestHandler = () => {
  throw new ProblemError('notFound', 'there is nothing at this address');
};

/** The last middleware: every error becomes a Problem; what nobody foresaw is logged whole and answered without its cause. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const problem = problemOf(error);
    const requestId = requestIdOf(res);
    if (problem.code === 'internal') log.error({ err: error, requestId }, 'unforeseen error');
    else log.debug({ code: problem.code, detail: problem.message, requestId }, 'refused');
    sendProblem(res, problem);
  };
}

/** Express and its body parser throw plain errors with a `status`; those are the browser's mistakes. */
const codesByStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'badRequest',
  404: 'notFound',
  405: 'methodNotAllowed',
  413: 'tooLarge',
  415: 'unsupportedMediaType',
};

export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  const code = typeof status === 'number' ? codesByStatus[status] : undefined;
  if (code === undefined) return new ProblemError('internal', 'the console made a mistake; its log has the cause');
  return new ProblemError(code, 'the request could not be read');
}
