import type { RequestHandler } from 'express';
import { requestIdOf } from '../http/request-id.ts';
import type { Log } from '../log.ts';
import { routeLabelOf } from './label.ts';
import type { Metrics } from './metrics.ts';

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** One log line and one observation for each request, when its answer has ended or its connection has gone. */
export function watchRequests(log: Log, metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    const [path = ''] = req.originalUrl.split('?');
    res.once('close', () => {
      const milliseconds = performance.now() - begun;
      const route = routeLabelOf(res);
      const method = knownMethods.has(req.method) ? req.method : 'other';
      metrics.request({ route, method, status: res.statusCode, seconds: milliseconds / 1000 });
      const line = {
        requestId: requestIdOf(res),
        method: req.method,
        path: path.slice(0, 500),
        status: res.statusCode,
        milliseconds: Math.round(milliseconds),
        ...(res.writableFinished ? {} : { cut: true }),
      };
      if (route === 'ops' || route === 'spa') log.debug(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}
