import { Router } from 'express';
import type { Keystone } from '../cloud/keystone.ts';
import { requestIdOf } from '../http/request-id.ts';
import { labelRoute } from '../http/request-log.ts';
import type { Metrics } from './metrics.ts';

export interface OpsRoutesDeps {
  readonly keystone: Keystone;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
}

/** Creates `/healthz` and `/readyz` for orchestrators and `/metrics` for Prometheus, all without sign-in. */
export function opsRoutes({ keystone, metrics, stopping }: OpsRoutesDeps): Router {
  const router = Router({ caseSensitive: true });
  router.use(['/healthz', '/readyz', '/metrics'], (_req, res, next) => {
    labelRoute(res, 'ops');
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  router.get('/readyz', async (_req, res) => {
    const state = stopping() ? 'stopping' : ((await keystone.fault(requestIdOf(res))) ?? 'ready');
    res.status(state === 'ready' ? 200 : 503).json({ ready: state === 'ready', state });
  });
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
