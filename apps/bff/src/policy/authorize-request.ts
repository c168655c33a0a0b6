import { type ActionName, type CloudServiceRef, type DenialReason, paths } from '@console/bff-contract';
import type { Request } from 'express';
import { endpointOf, type ServiceKind, toCloudServiceRef } from '../cloud/catalog-endpoints.ts';
import type { ProxyTarget } from '../cloud/proxy-request.ts';
import { hasBody } from '../http/early-response.ts';
import { ProblemError } from '../problem.ts';
import { currentSession } from '../session/current-session.ts';
import type { Scope, UserSession } from '../session/user-session.ts';
import type { PermissionsOf } from './permissions.ts';
import { formatPath, parsePath } from './request-path.ts';
import { fileNameParameter, matchRoute, type Route, type RouteMatch } from './routes.ts';

/** A request that the policy allows, with its target in the cloud. */
export interface AuthorizedRequest extends ProxyTarget {
  readonly route: Route;
  readonly params: RouteMatch['params'];
  /** File name that the browser asks for in a download's `?filename=`. */
  readonly fileName: string | null;
}

const mounts = { image: paths.image, volume: paths.volume } as const;

/** A body here could reach the cloud as a second request on the same connection (request smuggling). */
const bodilessMethods = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * Authorizes a request to the cloud's API by session, route and permission.
 * @throws ProblemError `sessionGone`, `denied`, `noProject`, `serviceMissing`, `badRequest`
 */
export function authorizeRequest(req: Request, service: ServiceKind, permissionsOf: PermissionsOf): AuthorizedRequest {
  const session = currentSession(req);
  const mount = mounts[service];
  const target = parseTarget(req.originalUrl, mount);
  const match = target === null ? null : matchRoute(service, req.method, target.segments);
  if (target === null || match === null) throw new ProblemError('denied', 'the console does not forward this request');
  const { route, params } = match;
  if (bodilessMethods.has(req.method) && hasBody(req)) {
    throw new ProblemError('badRequest', `a ${req.method} has no body`);
  }
  checkQuery(target.query, route);

  const { scope, endpoint, at } = checkPermission(session, route.action, service, permissionsOf);
  const fileName = route.response === 'data' ? target.query.get(fileNameParameter) : null;
  if (route.response === 'data') target.query.delete(fileNameParameter);
  const search = target.query.size === 0 ? '' : `?${target.query}`;
  return {
    route,
    params,
    method: route.method,
    mount,
    endpoint,
    at,
    path: formatPath(cloudSegments(service, target.segments, scope)) + search,
    token: scope.token.value,
    requestHeaders: route.headers,
    fileName,
  };
}

/** The image API and the token for a resumable upload. */
export interface AuthorizedUpload {
  /** Endpoint of the image API, without `/v2`. */
  readonly imageUrl: string;
  readonly token: string;
  readonly userId: string;
  /** End of the token, in ms since the epoch. */
  readonly expiresAt: number;
}

/** Authorizes a new upload. @throws ProblemError `sessionGone`, `denied`, `noProject`, `serviceMissing` */
export function authorizeUpload(req: Request, permissionsOf: PermissionsOf): AuthorizedUpload {
  const session = currentSession(req);
  const { scope, endpoint } = checkPermission(session, 'image.upload', 'image', permissionsOf);
  const { value, expiresAt } = scope.token;
  return { imageUrl: endpoint, token: value, userId: session.user.id, expiresAt };
}

/** @throws ProblemError `badRequest` */
function checkQuery(query: URLSearchParams, { query: allowed }: Route): void {
  if (allowed === 'any' || [...query.keys()].every((name) => allowed.includes(name))) return;
  throw new ProblemError('badRequest', 'the console does not forward this query');
}

/** @throws ProblemError `denied`, `noProject`, `serviceMissing` */
function checkPermission(
  session: UserSession,
  action: ActionName,
  service: ServiceKind,
  permissionsOf: PermissionsOf,
): { scope: Scope; endpoint: string; at: CloudServiceRef } {
  const permission = permissionsOf(session)[action];
  if (!permission.allowed) throw denial(action, permission.reason, service);
  const { scope, region } = session;
  const endpoint = scope === null ? null : endpointOf(scope.endpoints, service, region);
  if (scope === null || endpoint === null) throw denial(action, 'serviceMissing', service);
  return { scope, endpoint, at: toCloudServiceRef(service, endpoint) };
}

function denial(action: ActionName, reason: DenialReason, service: ServiceKind): ProblemError {
  const code = reason === 'noProject' || reason === 'serviceMissing' ? reason : 'denied';
  const at = reason === 'serviceMissing' ? { service, host: null } : undefined;
  return new ProblemError(code, `${action}: ${reason}`, { at });
}

/** Reads the request target as it was sent. `null` for an absolute target or another spelling of the mount. */
function parseTarget(target: string, mount: string) {
  const queryStart = target.indexOf('?');
  const path = queryStart === -1 ? target : target.slice(0, queryStart);
  const segments = path.startsWith(`${mount}/`) ? parsePath(path.slice(mount.length)) : null;
  if (segments === null) return null;
  return { segments, query: new URLSearchParams(queryStart === -1 ? '' : target.slice(queryStart)) };
}

/** Cinder expects the project's id after the version. */
function cloudSegments(service: ServiceKind, segments: readonly string[], scope: Scope): readonly string[] {
  if (service === 'image') return segments;
  const [version = '', ...rest] = segments;
  return [version, scope.project.id, ...rest];
}
