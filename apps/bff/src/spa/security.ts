import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Which nonce an answer carries; made for each request. */
const nonces = new WeakMap<ServerResponse, string>();

export function nonceOf(res: ServerResponse): string {
  const known = nonces.get(res);
  if (known !== undefined) return known;
  const nonce = randomBytes(18).toString('base64');
  nonces.set(res, nonce);
  return nonce;
}

/**
 * A worker lives by the policy of its own script. The one that hashes uploads runs WebAssembly, which no page may;
 * in return it gets nothing else but its own kind of script and our API.
 */
export const workerPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/** @param publicUrl with https, browsers are told to stay with it */
export function securityHeaders(publicUrl: string | null): RequestHandler {
  const withNonce = (_req: IncomingMessage, res: ServerResponse) => `'nonce-${nonceOf(res)}'`;
  const none = ["'none'"];
  const self = ["'self'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: ["'self'", withNonce],
        styleSrc: ["'self'", withNonce],
        imgSrc: ["'self'", 'data:'],
        fontSrc: self,
        connectSrc: self,
        workerSrc: self,
        manifestSrc: self,
        formAction: self,
        frameAncestors: none,
        baseUri: none,
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
}
