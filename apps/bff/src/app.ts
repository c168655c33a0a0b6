import { paths, type RuntimeConfig } from '@console/bff-contract';
import express, { type Express, type RequestHandler } from 'express';
import type { Keystone } from './auth/keystone.ts';
import type { CloudTransport } from './auth/transport.ts';
import { type Config, tlsOptions } from './config.ts';
import { nameRequest, newRequestId } from './http/request-id.ts';
import { guardWrites } from './http/writes.ts';
import type { Log } from './log.ts';
import { labelRoute } from './ops/label.ts';
import type { Metrics } from './ops/metrics.ts';
import { opsRoutes } from './ops/routes.ts';
import { watchRequests } from './ops/watch.ts';
import { createGrants } from './policy/grants.ts';
import { notFound, problemHandler } from './problem.ts';
import { uploadOwner } from './proxy/admit.ts';
import { createCarrier } from './proxy/carry.ts';
import { cloudRoutes } from './proxy/routes.ts';
import { createAttempts, defaultAttemptLimits } from './session/attempts.ts';
import { currentUser, endSession } from './session/current.ts';
import { sessionMiddleware, trustPublicUrl } from './session/middleware.ts';
import { sessionRoutes } from './session/routes.ts';
import type { SessionStore } from './session/store.ts';
import type { Spa } from './spa/assets.ts';
import { spaRoutes } from './spa/routes.ts';
import { securityHeaders } from './spa/security.ts';
import { createUploads, type Look } from './uploads/index.ts';

export interface AppDeps {
  readonly config: Config;
  readonly log: Log;
  readonly keystone: Keystone;
  readonly transport: CloudTransport;
  readonly sessions: SessionStore;
  /** Signs the cookie. */
  readonly secret: string;
  readonly spa: Spa;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
  /** Longest wait for the first byte of an API answer, ms. */
  readonly firstByteMs: number;
}

export interface App {
  readonly handler: Express;
  /** Waits for running uploads, as long as the configuration allows. */
  readonly drain: () => Promise<void>;
  readonly close: () => void;
}

/** Everything between the socket and the cloud; the order below is the order a request meets it. */
export function createApp(deps: AppDeps): App {
  const { config, log, keystone, transport, metrics, stopping } = deps;
  const { publicUrl, policy, adminProject, region, tls } = config;
  const grants = createGrants({ policy, adminProject });
  const carrier = createCarrier({ tls, log, firstByteMs: deps.firstByteMs });
  const attempts = createAttempts(defaultAttemptLimits, Date.now);
  const uploads = createUploads({
    resolve: uploadOwner(grants),
    userOf: (req) => currentUser(req).user.id,
    look: lookAt(transport),
    endSession,
    log,
    metrics: metrics.uploads,
    limits: uploadLimits(config),
    tls: tlsOptions(tls),
  });
  metrics.watchUploads(uploads.gauge);
  const signIn = { keystone, adminProject, region };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.use(nameRequest, watchRequests(log, metrics), securityHeaders(publicUrl));
  app.use(opsRoutes({ keystone, metrics, stopping }));

  app.get(paths.config, (_req, res) => {
    labelRoute(res, paths.config);
    res.setHeader('Cache-Control', 'no-cache');
    res.json(runtimeConfig(config));
  });
  app.use('/api', trustPublicUrl(publicUrl), sessionMiddleware(deps.sessions.store, deps.secret, publicUrl));
  app.use('/api', guardWrites(publicUrl));
  app.use(sessionRoutes({ signIn, attempts, grants, publicUrl, log, metrics }));
  app.use(paths.uploads, labelUploads, uploads.router);
  app.use(cloudRoutes({ grants, carrier, transport, tls, stopping }));
  app.use('/api', notFound);

  app.use(spaRoutes(deps.spa));
  app.use(problemHandler(log));
  return { handler: app, drain: uploads.drain, close: carrier.close };
}

const labelUploads: RequestHandler = (req, res, next) => {
  labelRoute(res, req.path === '/' ? paths.uploads : `${paths.uploads}/{id}`);
  next();
};

/** For a glance at how an image stands; who asks is waiting for an answer already. */
const lookMs = 5000;

function lookAt({ call }: CloudTransport): Look {
  return (url, token) =>
    call({ method: 'GET', service: 'image', url, token, requestId: newRequestId(), timeoutMs: lookMs }).catch(
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

function runtimeConfig(config: Config): RuntimeConfig {
  const { profile, profileOverrides, policy, locales, adminProject, limits } = config;
  return {
    profile,
    profileOverrides,
    policy,
    locales,
    adminProject,
    embedded: config.cloud.kind === 'embedded',
    limits,
  };
}
