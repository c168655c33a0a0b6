import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a file server does when it is asked. */
export type Manner = 'whole' | 'missing' | 'withoutLength' | 'brokenOff';

export interface FileServer {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** From now on. */
  readonly behave: (manner: Manner) => void;
  readonly close: () => Promise<void>;
}

/** Where a Glance that filters what it fetches lets its operators put a mirror (`e2e/openstack/up`). */
const usualPorts = [8090, 8091, 8092, 8099, 18080, 18081, 18082, 18083];

/** On the first of the usual ports that is free, or on any. */
async function listen(server: Server, [port = 0, ...others]: readonly number[] = usualPorts): Promise<void> {
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if (port === 0) throw error;
    await listen(server, others);
  }
}

/** Somebody's web server with one file, under any address; the cloud fetches from it. */
export async function startFileServer(bytes: Uint8Array): Promise<FileServer> {
  const manners: Readonly<Record<Manner, (response: ServerResponse) => void>> = {
    whole: (response) => void response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes),
    missing: (response) => void response.writeHead(404).end('no such file'),
    withoutLength: (response) => {
      response.writeHead(200).write(bytes);
      response.end();
    },
    brokenOff: (response) => {
      response.writeHead(200, { 'Content-Length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    },
  };
  let manner: Manner = 'whole';
  const answer: RequestListener = (_request, response) => manners[manner](response);
  const server = createServer(answer);
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    behave: (next) => {
      manner = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
