import type { RequestHandler } from 'express';
import session, { type Store } from 'express-session';

/** The cookie's name and kind follow the address the browser sees. */
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

/** Behind a TLS proxy that says nothing of it, the session would refuse to set a Secure cookie. */
export function trustPublicUrl(publicUrl: string | null): RequestHandler {
  return (req, _res, next) => {
    if (isHttps(publicUrl)) Object.defineProperty(req, 'secure', { value: true });
    next();
  };
}

function isHttps(publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}
