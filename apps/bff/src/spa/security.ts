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

/** What each worker may do besides nothing. */
const workerPolicies: ReadonlyMap<string, string> = new Map([
  // Hashes uploads with WebAssembly, which no page may, and sends them to our API.
  ['transfer.worker', "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"],
  // Makes workbooks; the library packs them in a worker of a blob, which no page may start.
  ['export.worker', "script-src 'self' blob:; worker-src blob:"],
]);
/** As Vite names the workers it builds. */
const workerScript = /\/(\w+\.worker)-[\w-]+\.js$/;

/**
 * A worker lives by the policy of its own script.
 * @param path of a built file
 * @returns the policy, or null where the file is no worker's: then the pages' holds
 */
export function workerPolicy(path: string): string | null {
  const allowed = workerPolicies.get(workerScript.exec(path)?.[1] ?? '');
  if (allowed === undefined) return null;
  return `default-src 'none'; ${allowed}; frame-ancestors 'none'; base-uri 'none'`;
}

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
