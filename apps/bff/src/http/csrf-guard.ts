import { timingSafeEqual } from 'node:crypto';
import { CSRF_HEADER, paths } from '@console/bff-contract';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface CsrfGuardOptions {
  /** Address of the console as the browser sees it; `null` compares with the Host header. */
  readonly publicUrl: string | null;
  /** Returns the CSRF token of the request's session. @throws ProblemError `sessionGone` */
  readonly csrfTokenOf: (req: Request) => string;
}

/**
 * Accepts a write only from the console's own pages: its Origin must be the console's and its header must carry the
 * session's CSRF token. A sign-in has no token yet, so only its Origin is checked, if there is one. Browsers send it.
 */
export function csrfGuard({ publicUrl, csrfTokenOf }: CsrfGuardOptions): RequestHandler {
  return (req, _res, next) => {
    if (!safeMethods.has(req.method)) checkWrite(req);
    next();
  };

  function checkWrite(req: Request): void {
    const isSignIn = req.method === 'POST' && req.baseUrl + req.path === paths.session;
    const source = sourceOf(req, publicUrl);
    if (source === 'foreign' || (source === 'unknown' && !isSignIn)) {
      throw new ProblemError('origin', 'writes are accepted only from the pages of this console (Origin)');
    }
    if (!isSignIn && !isEqual(req.get(CSRF_HEADER) ?? '', csrfTokenOf(req))) {
      throw new ProblemError('csrf', `the header ${CSRF_HEADER} is missing or wrong`);
    }
  }
}

/** The page that sent the request, as far as the browser's headers tell. */
function sourceOf(req: Request, publicUrl: string | null): 'own' | 'foreign' | 'unknown' {
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
  const origin = req.get('Origin');
  if (origin !== undefined) return isOwnOrigin(origin, req.get('Host'), publicUrl) ? 'own' : 'foreign';
  return site === 'same-origin' ? 'own' : 'unknown';
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return publicUrl === null ? url.host === host : url.origin === new URL(publicUrl).origin;
}

function isEqual(actual: string, expected: string): boolean {
  const [a, b] = [Buffer.from(actual), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
