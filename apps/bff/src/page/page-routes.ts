import { type Request, type RequestHandler, type Response, Router } from 'express';
import { labelRoute } from '../http/request-log.ts';
import { ProblemError } from '../problem.ts';
import type { Asset, PageAssets } from './page-assets.ts';
import { nonceOf, workerPolicy } from './security-headers.ts';

const noncePlaceholder = '__CSP_NONCE__';

/** Serves the built files by their paths, and index.html at every other path. */
export function pageRoutes({ assets, index }: PageAssets): Router {
  const router = Router();
  const serve: RequestHandler = (req, res) => {
    labelRoute(res, 'spa');
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      throw new ProblemError('methodNotAllowed', 'pages have only GET and HEAD', { headers: { Allow: 'GET, HEAD' } });
    }
    const asset = assets.get(req.path);
    if (asset !== undefined) sendAsset(req, res, asset);
    else if (req.path.startsWith('/assets/')) throw new ProblemError('notFound', 'there is no such file');
    else sendIndex(res, index);
  };
  router.use(serve);
  return router;
}

function sendAsset(req: Request, res: Response, asset: Asset): void {
  res.setHeader('Cache-Control', asset.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('ETag', asset.etag);
  res.setHeader('Content-Type', asset.type);
  const policy = workerPolicy(req.path);
  if (policy !== null) res.setHeader('Content-Security-Policy', policy);
  if (asset.compressed === null) {
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
  res.send(asset.compressed[encoding]);
}

function sendIndex(res: Response, index: string | null): void {
  res.setHeader('Cache-Control', 'no-store');
  if (index === null) {
    res.status(503).type('text').send('The pages have not been built: npm run build\n');
    return;
  }
  res.type('html').send(index.replaceAll(noncePlaceholder, nonceOf(res)));
}
