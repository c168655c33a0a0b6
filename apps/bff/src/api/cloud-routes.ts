import { paths } from '@console/bff-contract';
import { type Request, type Response, Router } from 'express';
import type { ServiceKind } from '../cloud/catalog-endpoints.ts';
import type { CloudClient } from '../cloud/cloud-client.ts';
import { headersToBrowser, headersToCloud } from '../cloud/cloud-headers.ts';
import type { RequestProxy } from '../cloud/proxy-request.ts';
import { putBody } from '../cloud/put-body.ts';
import type { CloudTimeouts } from '../cloud/timeouts.ts';
import type { TlsOptions } from '../config.ts';
import { parseJson, readBody } from '../http/read-body.ts';
import { requestIdOf } from '../http/request-id.ts';
import { labelRoute } from '../http/request-log.ts';
import { type AuthorizedRequest, authorizeRequest } from '../policy/authorize-request.ts';
import type { PermissionsOf } from '../policy/permissions.ts';
import type { Route } from '../policy/routes.ts';
import { ProblemError } from '../problem.ts';
import { endSession } from '../session/current-session.ts';
import { downloadHeaders, fetchDownloadName } from './download.ts';

export interface CloudRoutesDeps {
  readonly permissionsOf: PermissionsOf;
  readonly proxy: RequestProxy;
  readonly client: CloudClient;
  readonly tls: TlsOptions;
  readonly timeouts: CloudTimeouts;
  /** Whether an orderly stop has begun; new uploads are refused then. */
  readonly stopping: () => boolean;
}

/** Creates `/api/image` and `/api/volume`. `policy/routes.ts` has the requests that pass, part by part. */
export function cloudRoutes(deps: CloudRoutesDeps): Router {
  const { permissionsOf, proxy, client, tls, timeouts, stopping } = deps;

  const forward = (service: ServiceKind) => async (req: Request, res: Response) => {
    const target = authorizeRequest(req, service, permissionsOf);
    labelRoute(res, target.mount + target.route.path);
    if (target.route.body === 'data') await forwardData(req, res, target);
    else if (target.route.response === 'data') await forwardDownload(req, res, target);
    else await forwardJson(req, res, target);
  };

  async function forwardJson(req: Request, res: Response, target: AuthorizedRequest): Promise<void> {
    const body = isWrite(req) ? await readJsonBody(req, res, target.route.body) : null;
    await proxy.proxyRequest(req, res, { target, body, onTokenRefused: () => endSession(req) });
  }

  async function forwardDownload(req: Request, res: Response, target: AuthorizedRequest): Promise<void> {
    const fileName = await fetchDownloadName(target, client, requestIdOf(res));
    await proxy.proxyRequest(req, res, {
      target,
      body: null,
      dataHeaders: (incoming) => downloadHeaders(incoming, fileName),
      onTokenRefused: () => endSession(req),
    });
  }

  async function forwardData(req: Request, res: Response, target: AuthorizedRequest): Promise<void> {
    if (stopping()) throw new ProblemError('stopping', 'the console is stopping');
    const identity = { token: target.token, requestId: requestIdOf(res) };
    const headers = headersToCloud(req.headers, target.requestHeaders, identity);
    await putBody(req, res, {
      at: target.at,
      url: target.endpoint + target.path,
      headers: { 'content-type': 'application/octet-stream', ...headers },
      tls,
      timeouts,
      headersToClient: (incoming) => headersToBrowser(incoming, target),
      onTokenRefused: () => endSession(req),
    });
  }

  const router = Router({ caseSensitive: true });
  router.use(paths.image, forward('image'));
  router.use(paths.volume, forward('volume'));
  return router;
}

const isWrite = ({ method }: Request) => method !== 'GET' && method !== 'DELETE';

/** `application/json` and Glance's types, for example `application/openstack-images-v2.1-json-patch`. */
const jsonType = /^application\/([\w.+-]+[+-])?json(-patch)?(\s*;\s*charset="?utf-8"?)?\s*$/i;

/**
 * Reads the body of a write. Every write may have an empty body.
 * @throws ProblemError `unsupportedMediaType`, `badRequest`, and the errors of `readBody`
 */
async function readJsonBody(req: Request, res: Response, allowed: Route['body']): Promise<Buffer> {
  const body = await readBody(req, res);
  if (body.length === 0) return body;
  if (!jsonType.test(req.get('content-type') ?? '')) throw new ProblemError('unsupportedMediaType', 'send JSON');
  const json = parseJson(body);
  if (json === undefined) throw new ProblemError('badRequest', 'the body is not JSON');
  if (!isAllowedBody(json, allowed)) throw new ProblemError('badRequest', 'the console does not forward this body');
  return body;
}

function isAllowedBody(json: unknown, allowed: Route['body']): boolean {
  if (allowed === 'json') return true;
  if (typeof allowed === 'string' || typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  return Object.keys(json).every((key) => allowed.includes(key));
}
