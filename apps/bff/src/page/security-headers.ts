import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const nonces = new WeakMap<ServerResponse, string>();

/** Returns the CSP nonce of a response, the same one at each call. */
export function nonceOf(res: ServerResponse): string {
  const known = nonces.get(res);
  if (known !== undefined) return known;
  const nonce = randomBytes(18).toString('base64');
  nonces.set(res, nonce);
  return nonce;
}

/** CSP directives of the workers, by the name of their file. Everything else is forbidden to them. */
const workerDirectives: ReadonlyMap<string, string> = new Map([
  // It hashes uploads with WebAssembly and sends them to the BFF.
  ['transfer.worker', "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"],
  // It writes workbooks; its library starts a worker from a blob for the compression.
  ['export.worker', "script-src 'self' blob:; worker-src blob:"],
]);
/** File names of workers that Vite builds. */
const workerScript = /\/(\w+\.worker)-[\w-]+\.js$/;

/**
 * Returns the Content-Security-Policy of a worker's script. A worker obeys the policy of its own script, not that of
 * the page.
 * @returns `null` for any other file, which keeps the policy of the pages
 */
export function workerPolicy(path: string): string | null {
  const directives = workerDirectives.get(workerScript.exec(path)?.[1] ?? '');
  if (directives === undefined) return null;
  return `default-src 'none'; ${directives}; frame-ancestors 'none'; base-uri 'none'`;
}

/** Sets the security headers of every response. @param publicUrl an https address adds Strict-Transport-Security */
export function securityHeaders(publicUrl: string | null): RequestHandler {
  const nonceSource = (_req: IncomingMessage, res: ServerResponse) => `'nonce-${nonceOf(res)}'`;
  const none = ["'none'"];
  const self = ["'self'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: ["'self'", nonceSource],
        styleSrc: ["'self'", nonceSource],
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
