import { paths, type ScopeRequest, type Session, type SignInRequest } from '@console/bff-contract';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { regionsOf } from '../cloud/catalog-endpoints.ts';
import { defaultBodyLimits, parseJson, readBody } from '../http/read-body.ts';
import { requestIdOf } from '../http/request-id.ts';
import { labelRoute } from '../http/request-log.ts';
import type { Log } from '../log.ts';
import type { PermissionsOf } from '../policy/permissions.ts';
import { ProblemError } from '../problem.ts';
import { beginSession, changeSession, currentSession, endSession } from '../session/current-session.ts';
import { cookieName, cookieOptions } from '../session/session-middleware.ts';
import { changeScope, fetchScope, revokeTokens, type SignInDeps, signIn } from '../session/sign-in.ts';
import type { SignInThrottle } from '../session/sign-in-throttle.ts';
import type { UserSession } from '../session/user-session.ts';

export interface SessionRoutesDeps {
  readonly signIn: SignInDeps;
  readonly throttle: SignInThrottle;
  readonly permissionsOf: PermissionsOf;
  readonly publicUrl: string | null;
  readonly log: Log;
  readonly countSignIn: (outcome: 'succeeded' | 'failed') => void;
}

const text = z.string().max(255);
const signInSchema: z.ZodType<SignInRequest> = z.object({
  username: text.min(1),
  password: z.string().min(1).max(4096),
  domain: text.min(1).optional(),
  projectId: text.min(1).optional(),
});
const scopeSchema: z.ZodType<ScopeRequest> = z.object({ projectId: text.min(1), region: text.min(1).optional() });
const bodyLimits = { ...defaultBodyLimits, bytes: 16 * 1024 };

/** Creates `/api/session` (sign in, read, sign out) and `/api/session/scope` (change project or region). */
export function sessionRoutes(deps: SessionRoutesDeps): Router {
  const { throttle, publicUrl, permissionsOf } = deps;
  const { keystone } = deps.signIn;
  // Case matters, because the session middleware and the CSRF guard are mounted at this spelling.
  const router = Router({ caseSensitive: true });

  const sendSession = (res: Response, session: UserSession) => {
    res.setHeader('Cache-Control', 'no-store');
    res.json(toContractSession(session, permissionsOf));
  };
  const logUnrevoked = (res: Response) => (error: unknown) =>
    deps.log.warn({ err: error, requestId: requestIdOf(res) }, 'a token could not be revoked');

  router.use([paths.scope, paths.session], (req, res, next) => {
    labelRoute(res, req.baseUrl);
    next();
  });

  router.post(paths.session, async (req, res) => {
    const { username, password, domain = 'Default', projectId } = await parseBody(req, res, signInSchema);
    const key = JSON.stringify([domain, username, req.socket.remoteAddress]).toLowerCase();
    throttle.begin(key);
    const credentials = { username, password, domain, projectId };
    const session = await signIn(deps.signIn, credentials, requestIdOf(res)).catch((error: unknown) => {
      if (!(error instanceof ProblemError && error.code === 'wrongCredentials')) throttle.forgive(key);
      deps.countSignIn('failed');
      throw error;
    });
    throttle.succeed(key);
    deps.countSignIn('succeeded');
    await beginSession(req, session);
    sendSession(res, session);
  });

  router.get(paths.session, (req, res) => sendSession(res, currentSession(req)));

  router.put(paths.scope, async (req, res) => {
    const session = currentSession(req);
    const { projectId, region } = await parseBody(req, res, scopeSchema);
    const scope = await fetchScope(deps.signIn, session, projectId, requestIdOf(res));
    const onFailure = async (error: unknown) => {
      if (scope !== session.scope) await keystone.revoke(scope.token, requestIdOf(res)).catch(logUnrevoked(res));
      throw error;
    };
    const change = (now: UserSession) => changeScope(deps.signIn, now, scope, region);
    sendSession(res, await changeSession(req, change).catch(onFailure));
  });

  router.delete(paths.session, async (req, res) => {
    const session = currentSession(req);
    await endSession(req);
    await revokeTokens(keystone, session, requestIdOf(res), logUnrevoked(res));
    res.clearCookie(cookieName(publicUrl), cookieOptions(publicUrl));
    res.status(204).end();
  });

  router.all([paths.session, paths.scope], () => {
    throw new ProblemError('methodNotAllowed', 'this address has other methods');
  });
  return router;
}

/** The session without its tokens, as the browser receives it. */
function toContractSession(session: UserSession, permissionsOf: PermissionsOf): Session {
  const { user, scope, unscoped, projects, region, csrfToken } = session;
  return {
    user,
    project: scope?.project ?? null,
    projects,
    roles: scope?.roles ?? [],
    region,
    regions: regionsOf(scope?.endpoints ?? []),
    actions: permissionsOf(session),
    tokenExpiresAt: new Date((scope?.token ?? unscoped).expiresAt).toISOString(),
    csrfToken,
  };
}

/** @throws ProblemError `unsupportedMediaType`; `badRequest` with the names of missing or wrong fields */
async function parseBody<T extends z.ZodType>(req: Request, res: Response, schema: T): Promise<z.infer<T>> {
  const body = await readBody(req, res, bodyLimits);
  if (!req.is('application/json')) throw new ProblemError('unsupportedMediaType', 'send application/json');
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'body').join(', ');
  throw new ProblemError('badRequest', `missing or wrong: ${fields}`);
}
