import type { ProblemCode } from '@console/bff-contract';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Log } from '../log.ts';
import { ProblemError, problemBody } from '../problem.ts';
import { abortResponse } from './abort-response.ts';
import { respondEarly } from './early-response.ts';
import { requestIdOf } from './request-id.ts';

/** Sends the problem as the response, or cuts the connection when a response has begun already. */
export function sendProblem(res: Response, error: ProblemError): void {
  if (res.headersSent) {
    if (!res.writableFinished) abortResponse(res);
    return;
  }
  const body = problemBody(error, requestIdOf(res));
  const headers = {
    ...error.headers,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json; charset=utf-8',
  };
  respondEarly(res, { status: body.status, headers, body: JSON.stringify(body) });
}

export const notFound: RequestHandler = () => {
  throw new ProblemError('notFound', 'there is nothing at this address');
};

/** The last middleware. It logs unforeseen errors with their cause and sends them without it. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const problem = toProblem(error);
    const requestId = requestIdOf(res);
    if (problem.code === 'internal') log.error({ err: error, requestId }, 'unforeseen error');
    else log.debug({ code: problem.code, detail: problem.message, requestId }, 'refused');
    sendProblem(res, problem);
  };
}

/** Express 5 and body-parser throw plain errors with a `status`; the client caused them. */
const codesByStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'badRequest',
  404: 'notFound',
  405: 'methodNotAllowed',
  413: 'tooLarge',
  415: 'unsupportedMediaType',
};

export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  const code = typeof status === 'number' ? codesByStatus[status] : undefined;
  if (code === undefined) return new ProblemError('internal', 'the console made a mistake; its log has the cause');
  return new ProblemError(code, 'the request could not be read');
}
