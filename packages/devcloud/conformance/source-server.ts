import { createServer, type ServerResponse } from 'node:http';
import type { CaseContext } from './case-context.ts';

/** What a web server answers at `/NAME`; `held` is cut in two until it is let go. */
const answers = {
  good: (res: ServerResponse) => void res.setHeader('Content-Length', servedBytes.length).end(servedBytes),
  empty: (res: ServerResponse) => void res.setHeader('Content-Length', '0').end(),
  missing: (res: ServerResponse) => void res.writeHead(404).end('no such page'),
  broken: (res: ServerResponse) => void res.writeHead(500).end('out of order'),
  unmeasured: (res: ServerResponse) => {
    res.write(servedBytes);
    res.end();
  },
  cutOff: (res: ServerResponse) => {
    res.setHeader('Content-Length', String(2 * servedBytes.length));
    res.write(servedBytes, () => res.destroy());
  },
  moved: (res: ServerResponse) => void res.writeHead(302, { Location: '/good' }).end(),
  movedAway: (res: ServerResponse) => void res.writeHead(302, { Location: disallowedUrl }).end(),
} as const;

export type SourcePage = keyof typeof answers | 'held';

export const servedBytes = Buffer.from('what the web has to give');

/** Nobody lets an image service fetch from here. */
export const disallowedUrl = 'http://127.0.0.1:22/image';

/** Where the import filters of the clouds under test let `web-download` go on loopback. */
const ports = [18080, 18081, 18082, 18083, 8090, 8091, 8092, 8099];

export interface SourceServer {
  readonly url: (page: SourcePage) => string;
  /** Sends what `held` keeps back, to everyone who waits for it and who comes later. */
  readonly letGo: () => void;
}

/** A web server of the case's own, which ends with it. */
export async function startSourceServer(world: CaseContext): Promise<SourceServer> {
  const gate = Promise.withResolvers<void>();
  const server = createServer(async (req, res) => {
    const page = (req.url ?? '').slice(1);
    const answer = Object.entries(answers).find(([name]) => name === page)?.[1];
    if (answer) return answer(res);
    res.setHeader('Content-Length', String(2 * servedBytes.length));
    res.write(servedBytes);
    await gate.promise;
    res.end(servedBytes);
  });
  const listen = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
  // Other cases may hold them all for a moment.
  const port = await world.waitUntil(
    () => firstOf(ports, listen),
    (found) => found !== null,
    60,
  );
  world.onCleanup(async () => {
    gate.resolve();
    server.closeAllConnections();
    server.close();
  });
  return { url: (page) => `http://127.0.0.1:${port}/${page}`, letGo: gate.resolve };
}

async function firstOf(
  candidates: readonly number[],
  isGood: (one: number) => Promise<boolean>,
): Promise<number | null> {
  for (const one of candidates) if (await isGood(one)) return one;
  return null;
}
