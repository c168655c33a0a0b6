import type { RequestHandler, Response } from 'express';
import type { Log } from '../log.ts';
import { isAborted } from './abort-response.ts';
import { requestIdOf } from './request-id.ts';

export interface RequestSample {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** nginx's status for a client that closed the connection before it had the whole response; never sent to anybody. */
const clientClosedRequest = 499;

/** Logs and measures each request when its response has ended or its connection is gone. */
export function logRequests(log: Log, observe: (sample: RequestSample) => void): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const [path = ''] = req.originalUrl.split('?');
    res.once('close', () => {
      const milliseconds = performance.now() - startedAt;
      const route = routeLabelOf(res);
      const status = res.writableFinished || isAborted(res) ? res.statusCode : clientClosedRequest;
      const method = knownMethods.has(req.method) ? req.method : 'other';
      observe({ route, method, status, seconds: milliseconds / 1000 });
      const line = {
        requestId: requestIdOf(res),
        method: req.method,
        path: path.slice(0, 500),
        status,
        milliseconds: Math.round(milliseconds),
        ...(res.writableFinished ? {} : { cut: true }),
      };
      if (route === 'ops' || route === 'spa') log.debug(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}

/** Names the route of a request for log and metrics: one of few labels, never made from the client's input. */
export function labelRoute(res: Response, label: string): void {
  res.locals.routeLabel = label;
}

function routeLabelOf(res: Response): string {
  const label: unknown = res.locals.routeLabel;
  return typeof label === 'string' ? label : 'other';
}
