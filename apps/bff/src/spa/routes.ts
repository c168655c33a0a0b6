import { type Request, type RequestHandler, type Response, Router } from 'express';
import { labelRoute } from '../ops/label.ts';
import { ProblemError } from '../problem.ts';
import type { Asset, Spa } from './assets.ts';
import { nonceOf, workerPolicy } from './security.ts';

const noncePlace = '__CSP_NONCE__';

/** The pages: built files by their names, and index.html for every address that is a page's. */
export function spaRoutes(spa: Spa): Router {
  const router = Router();
  const serve: RequestHandler = (req, res) => {
    labelRoute(res, 'spa');
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      throw new ProblemError('methodNotAllowed', 'pages are only read', { headers: { Allow: 'GET, HEAD' } });
    }
    const asset = spa.assets.get(req.path);
    if (asset !== undefined) sendAsset(req, res, asset);
    else if (req.path.startsWith('/assets/')) throw new ProblemError('notFound', 'no such file');
    else sendIndex(res, spa.index);
  };
  router.use(serve);
  return router;
}

function sendAsset(req: Request, res: Response, asset: Asset): void {
  res.setHeader('Cache-Control', asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('ETag', asset.etag);
  res.setHeader('Content-Type', asset.type);
  const policy = workerPolicy(req.path);
  if (policy !== null) res.setHeader('Content-Security-Policy', policy);
  if (asset.packed === null) {
    res.send(asset.plain);
    return;
  }
  res.vary('Accept-Encoding');
  const encoding = req.acceptsEncodings(['br', 'gzip', 'identity']);
  if (encoding !== 'br' && encoding !== 'gzip') {
    res.send(asset.plain);
    return;
  }
  res.setHeader('Content-Encoding', encoding);
  res.send(asset.packed[encoding]);
}

function sendIndex(res: Response, index: string | null): void {
  res.setHeader('Cache-Control', 'no-store');
  if (index === null) {
    res.status(503).type('text').send('The pages have not been built: npm run build\n');
    return;
  }
  res.type('html').send(index.replaceAll(noncePlace, nonceOf(res)));
}
