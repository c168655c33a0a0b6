import { paths, type Session } from '@console/bff-contract';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { regionsOf } from '../auth/catalog.ts';
import { defaultBodyLimits, jsonOf, wholeBody } from '../http/body.ts';
import { requestIdOf } from '../http/request-id.ts';
import type { Log } from '../log.ts';
import { labelRoute } from '../ops/label.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Grants } from '../policy/grants.ts';
import { ProblemError } from '../problem.ts';
import type { Attempts } from './attempts.ts';
import { beginSession, changeSession, currentUser, endSession } from './current.ts';
import { cookieName, cookieOptions } from './middleware.ts';
import { enter, revokeAll, type SignInDeps, scopeFor, signIn } from './sign-in.ts';
import type { SignedIn } from './types.ts';

export interface SessionRoutesDeps {
  readonly signIn: SignInDeps;
  readonly attempts: Attempts;
  readonly grants: Grants;
  readonly publicUrl: string | null;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'signIn'>;
}

const text = z.string().max(255);
const signInShape = z.object({
  username: text.min(1),
  password: z.string().min(1).max(4096),
  domain: text.min(1).optional(),
  projectId: text.min(1).optional(),
});
const scopeShape = z.object({ projectId: text.min(1), region: text.min(1).optional() });

export function sessionRoutes(deps: SessionRoutesDeps): Router {
  // Exact spelling everywhere: what guards these addresses is mounted by it.
  const router = Router({ caseSensitive: true });
  const json = wholeBody({ ...defaultBodyLimits, bytes: 16 * 1024 });

  router.use([paths.scope, paths.session], (req, res, next) => {
    labelRoute(res, req.baseUrl);
    next();
  });

  router.post(paths.session, json, async (req, res) => {
    const wish = bodyOf(req, signInShape);
    const domain = wish.domain ?? 'Default';
    const key = JSON.stringify([domain, wish.username, req.socket.remoteAddress]).toLowerCase();
    deps.attempts.begin(key);
    const signedIn = await signIn(deps.signIn, { ...wish, domain, projectId: wish.projectId }, requestIdOf(res)).catch(
      (error: unknown) => {
        if (!(error instanceof ProblemError && error.code === 'wrongCredentials')) deps.attempts.forgive(key);
        deps.metrics.signIn('failed');
        throw error;
      },
    );
    deps.attempts.succeeded(key);
    deps.metrics.signIn('succeeded');
    await beginSession(req, signedIn);
    answer(res, signedIn);
  });

  router.get(paths.session, (req, res) => answer(res, currentUser(req)));

  router.put(paths.scope, json, async (req, res) => {
    const old = currentUser(req);
    const { projectId, region } = bodyOf(req, scopeShape);
    const scope = await scopeFor(deps.signIn, old, projectId, requestIdOf(res));
    const signedIn = await changeSession(req, (now) => enter(deps.signIn, now, scope, region)).catch(
      async (error: unknown) => {
        if (scope !== old.scope) await deps.signIn.keystone.revoke(scope.token, requestIdOf(res)).catch(unrevoked(res));
        throw error;
      },
    );
    answer(res, signedIn);
  });

  router.delete(paths.session, async (req, res) => {
    const signedIn = currentUser(req);
    await endSession(req);
    await revokeAll(deps.signIn.keystone, signedIn, requestIdOf(res), unrevoked(res));
    res.clearCookie(cookieName(deps.publicUrl), cookieOptions(deps.publicUrl));
    res.status(204).end();
  });

  router.all([paths.session, paths.scope], () => {
    throw new ProblemError('methodNotAllowed', 'this address knows other methods');
  });

  function unrevoked(res: Response) {
    return (error: unknown) =>
      deps.log.warn({ err: error, requestId: requestIdOf(res) }, 'a token could not be revoked');
  }

  function answer(res: Response, signedIn: SignedIn): void {
    res.setHeader('Cache-Control', 'no-store');
    res.json(sessionOf(signedIn, deps.grants));
  }
  return router;
}

/** What the browser may know of the session: everything but the tokens. */
export function sessionOf(signedIn: SignedIn, grants: Grants): Session {
  const { scope } = signedIn;
  return {
    user: signedIn.user,
    project: scope?.project ?? null,
    projects: signedIn.projects,
    roles: scope?.roles ?? [],
    region: signedIn.region,
    regions: regionsOf(scope?.endpoints ?? []),
    actions: grants(signedIn),
    tokenExpiresAt: new Date((scope?.token ?? signedIn.unscoped).expiresAt).toISOString(),
    csrfToken: signedIn.csrfToken,
  };
}

function bodyOf<T extends z.ZodType>(req: Request, shape: T): z.infer<T> {
  if (!req.is('application/json')) throw new ProblemError('unsupportedMediaType', 'send application/json');
  const parsed = shape.safeParse(Buffer.isBuffer(req.body) ? jsonOf(req.body) : undefined);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'body').join(', ');
  throw new ProblemError('badRequest', `missing or wrong: ${where}`);
}
