import { timingSafeEqual } from 'node:crypto';
import { CSRF_HEADER, paths } from '@console/bff-contract';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../problem.ts';
import { currentUser } from '../session/current.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a write pass only when it comes from the console's own pages: the Origin must be ours, and the session's token
 * must be in the header. Signing in has no token yet, so there the Origin alone counts, where the client sends one:
 * browsers always do.
 * @param publicUrl address the browser sees; `null`: the Host header
 */
export function guardWrites(publicUrl: string | null): RequestHandler {
  return (req, _res, next) => {
    if (!safeMethods.has(req.method)) checkWrite(req, publicUrl);
    next();
  };
}

function checkWrite(req: Request, publicUrl: string | null): void {
  const signingIn = req.method === 'POST' && req.baseUrl + req.path === paths.session;
  const source = sourceOf(req, publicUrl);
  if (source === 'foreign' || (source === 'unknown' && !signingIn)) {
    throw new ProblemError('origin', 'writes are taken only from the pages of this console (Origin)');
  }
  if (signingIn) return;
  const expected = currentUser(req).csrfToken;
  if (!equal(req.get(CSRF_HEADER) ?? '', expected)) {
    throw new ProblemError('csrf', `the header ${CSRF_HEADER} is missing or wrong`);
  }
}

/** Where a browser says the request comes from. */
function sourceOf(req: Request, publicUrl: string | null): 'own' | 'foreign' | 'unknown' {
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
  const origin = req.get('Origin');
  if (origin !== undefined) return isOwn(origin, req.get('Host'), publicUrl) ? 'own' : 'foreign';
  return site === 'same-origin' ? 'own' : 'unknown';
}

function isOwn(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return publicUrl === null ? url.host === host : url.origin === new URL(publicUrl).origin;
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
