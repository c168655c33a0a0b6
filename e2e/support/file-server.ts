import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the file server answers: with the whole file, 404, without `Content-Length`, or with half of the file. */
export type FileServerBehavior = 'whole' | 'missing' | 'withoutLength' | 'brokenOff';

/** A web server from which the cloud imports; it has the same file at every path. */
export interface FileServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly setBehavior: (behavior: FileServerBehavior) => void;
  readonly close: () => Promise<void>;
}

/** Ports that the import filter of the real Glance allows (`import_ports` in `e2e/openstack/lib/glance.sh`). */
const allowedPorts = [8090, 8091, 8092, 8099, 18080, 18081, 18082, 18083];

/** Starts a file server on the first allowed port that is free, or else on any port. */
export async function startFileServer(bytes: Uint8Array): Promise<FileServer> {
  const responses: Readonly<Record<FileServerBehavior, (response: ServerResponse) => void>> = {
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
  let behavior: FileServerBehavior = 'whole';
  const server = createServer((_request, response) => responses[behavior](response));
  await listen(server, allowedPorts);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setBehavior(next) {
      behavior = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, [port = 0, ...otherPorts]: readonly number[]): Promise<void> {
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if (port === 0) throw error;
    await listen(server, otherPorts);
  }
}
