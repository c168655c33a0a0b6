import { paths } from '@console/bff-contract';
import express, { type Express, type RequestHandler } from 'express';
import { cloudRoutes } from './api/cloud-routes.ts';
import { sessionRoutes } from './api/session-routes.ts';
import type { CloudClient } from './cloud/cloud-client.ts';
import type { Keystone } from './cloud/keystone.ts';
import { createRequestProxy } from './cloud/proxy-request.ts';
import type { CloudTimeouts } from './cloud/timeouts.ts';
import { type Config, toRuntimeConfig } from './config.ts';
import { csrfGuard } from './http/csrf-guard.ts';
import { assignRequestId, newRequestId } from './http/request-id.ts';
import { labelRoute, logRequests } from './http/request-log.ts';
import { notFound, problemHandler } from './http/send-problem.ts';
import type { Log } from './log.ts';
import type { Metrics } from './ops/metrics.ts';
import { opsRoutes } from './ops/ops-routes.ts';
import type { PageAssets } from './page/page-assets.ts';
import { pageRoutes } from './page/page-routes.ts';
import { securityHeaders } from './page/security-headers.ts';
import { authorizeUpload } from './policy/authorize-request.ts';
import { createPermissions } from './policy/permissions.ts';
import { currentSession, endSession } from './session/current-session.ts';
import { sessionMiddleware, trustPublicUrl } from './session/session-middleware.ts';
import type { SessionStore } from './session/session-store.ts';
import { createSignInThrottle, defaultSignInLimits } from './session/sign-in-throttle.ts';
import type { GetFromImageApi } from './uploads/diagnose-failure.ts';
import { createUploadRoutes } from './uploads/upload-routes.ts';

export interface AppDeps {
  readonly config: Config;
  readonly log: Log;
  readonly keystone: Keystone;
  readonly client: CloudClient;
  readonly timeouts: CloudTimeouts;
  readonly sessions: SessionStore;
  /** Signs the session cookie. */
  readonly secret: string;
  readonly pages: PageAssets;
  readonly metrics: Metrics;
  /** Whether an orderly stop has begun. */
  readonly stopping: () => boolean;
}

export interface App {
  readonly handler: Express;
  /** Waits for open uploads, for as long as the configuration allows. */
  readonly drain: () => Promise<void>;
  readonly close: () => void;
}

/** Creates the request handler. Its middleware runs in the order of the `app.use` calls below. */
export function createApp(deps: AppDeps): App {
  const { config, log, keystone, client, timeouts, metrics, stopping } = deps;
  const { publicUrl, policy, adminProject, region, tls } = config;
  const permissionsOf = createPermissions({ policy, adminProject });
  const proxy = createRequestProxy({ tls, log, timeouts });
  const throttle = createSignInThrottle(defaultSignInLimits, Date.now);
  const uploads = createUploadRoutes({
    authorize: (req) => authorizeUpload(req, permissionsOf),
    userIdOf: (req) => currentSession(req).user.id,
    getFromImageApi: createGetFromImageApi(client, timeouts),
    endSession,
    log,
    metrics: metrics.uploads,
    limits: uploadLimits(config),
    timeouts,
    tls,
  });
  metrics.watchUploads(uploads.gauge);
  const signIn = { keystone, adminProject, region };
  const { countSignIn } = metrics;

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.use(assignRequestId, logRequests(log, metrics.observeRequest), securityHeaders(publicUrl));
  app.use(opsRoutes({ keystone, metrics, stopping }));

  app.get(paths.config, (_req, res) => {
    labelRoute(res, paths.config);
    res.setHeader('Cache-Control', 'no-cache');
    res.json(toRuntimeConfig(config));
  });
  app.use('/api', trustPublicUrl(publicUrl), sessionMiddleware(deps.sessions.store, deps.secret, publicUrl));
  app.use('/api', csrfGuard({ publicUrl, csrfTokenOf: (req) => currentSession(req).csrfToken }));
  app.use(sessionRoutes({ signIn, throttle, permissionsOf, publicUrl, log, countSignIn }));
  app.use(paths.uploads, labelUploads, uploads.router);
  app.use(cloudRoutes({ permissionsOf, proxy, client, tls, timeouts, stopping }));
  app.use('/api', notFound);

  app.use(pageRoutes(deps.pages));
  app.use(problemHandler(log));
  return { handler: app, drain: uploads.drain, close: proxy.close };
}

const labelUploads: RequestHandler = (req, res, next) => {
  labelRoute(res, req.path === '/' ? paths.uploads : `${paths.uploads}/{id}`);
  next();
};

function createGetFromImageApi({ call }: CloudClient, { imageStateMs }: CloudTimeouts): GetFromImageApi {
  return (url, token) =>
    call({ method: 'GET', service: 'image', url, token, requestId: newRequestId(), timeoutMs: imageStateMs }).catch(
      () => null,
    );
}

function uploadLimits({ limits, uploads, stopSeconds }: Config) {
  return {
    sliceBytes: limits.uploadSliceBytes,
    fileBytes: uploads.fileBytes,
    perUser: uploads.userOpen,
    total: uploads.totalOpen,
    userBytes: uploads.userBytes,
    idleMs: uploads.awaySeconds * 1000,
    drainMs: stopSeconds * 1000,
  };
}
