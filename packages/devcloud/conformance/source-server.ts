import { createServer, type ServerResponse } from 'node:http';
import type { CaseContext } from './case-context.ts';

/** Responses by path `/NAME`. `held` sends its first half and waits for `release`. */
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

/** A URL that Glance's import filter refuses by default (port 22). */
export const disallowedUrl = 'http://127.0.0.1:22/image';

/** Ports on loopback that the import filters of the clouds under test allow. */
const ports = [18080, 18081, 18082, 18083, 8090, 8091, 8092, 8099];

export interface SourceServer {
  readonly url: (page: SourcePage) => string;
  /** Sends the second half of `held` to every present and later request. */
  readonly release: () => void;
}

/** Starts a web server that ends with the case. */
export async function startSourceServer(context: CaseContext): Promise<SourceServer> {
  const released = Promise.withResolvers<void>();
  const server = createServer(async (req, res) => {
    const page = (req.url ?? '').slice(1);
    const answer = Object.entries(answers).find(([name]) => name === page)?.[1];
    if (answer) return answer(res);
    res.setHeader('Content-Length', String(2 * servedBytes.length));
    res.write(servedBytes);
    await released.promise;
    res.end(servedBytes);
  });
  const listen = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
  // Concurrent cases may hold all ports for a moment.
  const port = await context.waitUntil(
    () => firstOf(ports, listen),
    (found) => found !== null,
    60,
  );
  context.onCleanup(async () => {
    released.resolve();
    server.closeAllConnections();
    server.close();
  });
  return { url: (page) => `http://127.0.0.1:${port}/${page}`, release: released.resolve };
}

async function firstOf(
  candidates: readonly number[],
  isGood: (one: number) => Promise<boolean>,
): Promise<number | null> {
  for (const one of candidates) if (await isGood(one)) return one;
  return null;
}
