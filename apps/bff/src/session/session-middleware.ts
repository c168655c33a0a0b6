import type { RequestHandler } from 'express';
import session, { type Store } from 'express-session';

/** Loads the session of each request. Name and kind of its cookie follow the address that the browser sees. */
export function sessionMiddleware(store: Store, secret: string, publicUrl: string | null): RequestHandler {
  return session({
    name: cookieName(publicUrl),
    store,
    secret,
    resave: false,
    saveUninitialized: false,
    cookie: cookieOptions(publicUrl),
  });
}

export function cookieOptions(publicUrl: string | null) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(publicUrl) } as const;
}

export function cookieName(publicUrl: string | null): string {
  return isHttps(publicUrl) ? '__Host-console' : 'console';
}

/**
 * Marks requests as secure if the public address is https. Otherwise express-session refuses to set a Secure cookie
 * behind a TLS proxy that sends no `X-Forwarded-Proto`.
 */
export function trustPublicUrl(publicUrl: string | null): RequestHandler {
  return (req, _res, next) => {
    if (isHttps(publicUrl)) Object.defineProperty(req, 'secure', { value: true });
    next();
  };
}

function isHttps(publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}
