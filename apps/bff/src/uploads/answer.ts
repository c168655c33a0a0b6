import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { type ProblemError, problemBody } from '../problem.ts';

export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/**
 * Answers although the body may still be on its way. A browser reads no answer before it has sent its body
 * or the connection closes, and a connection closed over unread bytes takes the answer with it: so the
 * answer goes out at once, what still comes is thrown away for `lingerMs` at most, and then it closes.
 */
export function answerEarly(request: IncomingMessage, response: Response, answer: PlainAnswer, lingerMs: number): void {
  if (response.headersSent || response.destroyed) return;
  response.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.status !== 204) response.setHeader('Content-Length', Buffer.byteLength(answer.body));
  if (request.complete) {
    response.end(answer.body);
    return;
  }
  response.setHeader('Connection', 'close');
  // Ending the response would close the connection at once.
  if (answer.body.length > 0) response.write(answer.body);
  else response.flushHeaders();
  const close = () => {
    clearTimeout(timer);
    response.end();
    request.socket.destroySoon();
  };
  const timer = setTimeout(close, lingerMs);
  request.once('end', close);
  request.once('close', close);
  request.resume();
}

/** The same with a problem for an answer. */
export function problemEarly(
  request: IncomingMessage,
  response: Response,
  error: ProblemError,
  lingerMs: number,
): void {
  const body = problemBody(error, response.locals.requestId);
  const headers = {
    ...error.headers,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json; charset=utf-8',
  };
  answerEarly(request, response, { status: body.status, headers, body: JSON.stringify(body) }, lingerMs);
}
