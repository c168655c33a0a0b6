import { createServer, type RequestListener, type ServerResponse } from 'node:http';
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
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
