import { type ActionName, type CloudPlace, type DenialReason, paths } from '@console/bff-contract';
import type { Request } from 'express';
import { endpointOf, type ServiceKind } from '../auth/catalog.ts';
import { pathOf, segmentsOf } from '../policy/address.ts';
import type { Grants } from '../policy/grants.ts';
import { type Match, matchRoute } from '../policy/match.ts';
import type { Route } from '../policy/routes.ts';
import { ProblemError, placeOf } from '../problem.ts';
import { currentUser } from '../session/current.ts';
import type { Scope, SignedIn, Token } from '../session/types.ts';
import type { Owner } from '../uploads/index.ts';

/** A request that the policy lets through, with all that is needed to carry it. */
export interface Passage {
  readonly route: Route;
  readonly params: Match['params'];
  readonly mount: typeof paths.image | typeof paths.volume;
  /** The service's address in the catalog, without version. */
  readonly endpoint: string;
  /** The same, for a failure's report. */
  readonly at: CloudPlace;
  /** Path and query below the endpoint. */
  readonly path: string;
  readonly token: Token;
  /** `?filename=` of a download: what the browser shall call the file. */
  readonly fileName: string | null;
}

const mounts = { image: paths.image, volume: paths.volume } as const;

/** Methods whose requests never have a body: one that has would be read by the cloud as a second request. */
const bodiless = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * The one gate to the cloud's API: session, then the policy's table.
 * @throws ProblemError sessionGone, denied, noProject, serviceMissing, badRequest
 */
export function admit(req: Request, service: ServiceKind, grants: Grants): Passage {
  const signedIn = currentUser(req);
  const mount = mounts[service];
  const target = addressOf(req.originalUrl, mount);
  const match = target === null ? null : matchRoute(service, req.method, target.segments);
  if (target === null || match === null) throw new ProblemError('denied', 'the console does not pass this on');
  if (bodiless.has(req.method) && hasBody(req)) throw new ProblemError('badRequest', `a ${req.method} has no body`);

  const { scope, endpoint } = allow(signedIn, match.route.action, service, grants);
  const fileName = target.query.get('filename');
  if (match.route.carriage === 'download') target.query.delete('filename');
  const search = target.query.size === 0 ? '' : `?${target.query}`;
  return {
    ...match,
    mount,
    endpoint,
    at: placeOf(service, endpoint),
    path: pathOf(withProject(service, target.segments, scope)) + search,
    token: scope.token,
    fileName,
  };
}

function hasBody(req: Request): boolean {
  return req.get('transfer-encoding') !== undefined || Number(req.get('content-length') ?? 0) > 0;
}

/** @throws ProblemError denied, noProject, serviceMissing */
function allow(signedIn: SignedIn, action: ActionName, service: ServiceKind, grants: Grants) {
  const grant = grants(signedIn)[action];
  if (!grant.allowed) throw denial(action, grant.reason, service);
  const { scope } = signedIn;
  const endpoint = scope === null ? null : endpointOf(scope.endpoints, service, signedIn.region);
  if (scope === null || endpoint === null) throw denial(action, 'serviceMissing', service);
  return { scope, endpoint };
}

function denial(action: ActionName, reason: DenialReason, service: ServiceKind): ProblemError {
  const code = reason === 'noProject' || reason === 'serviceMissing' ? reason : 'denied';
  const at = reason === 'serviceMissing' ? { service, host: null } : undefined;
  return new ProblemError(code, `${action}: ${reason}`, { at });
}

/** The same gate for resumable uploads: who asks, and where his bytes go. */
export function uploadOwner(grants: Grants): (req: Request) => Promise<Owner> {
  return async (req) => {
    const signedIn = currentUser(req);
    const { scope, endpoint } = allow(signedIn, 'image.upload', 'image', grants);
    const { value, expiresAt } = scope.token;
    return { imageUrl: endpoint, token: value, userId: signedIn.user.id, expiresAt };
  };
}

/** Works on the target as it came: an absolute one or another spelling of the mount is refused. */
function addressOf(target: string, mount: string) {
  const at = target.indexOf('?');
  const path = at === -1 ? target : target.slice(0, at);
  const segments = path.startsWith(`${mount}/`) ? segmentsOf(path.slice(mount.length)) : null;
  if (segments === null) return null;
  return { segments, query: new URLSearchParams(at === -1 ? '' : target.slice(at)) };
}

/** Cinder wants the project after the version. */
function withProject(service: ServiceKind, segments: readonly string[], scope: Scope): readonly string[] {
  if (service === 'image') return segments;
  const [version = '', ...rest] = segments;
  return [version, scope.project.id, ...rest];
}
