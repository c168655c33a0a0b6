import { once } from 'node:events';
import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import type { CloudClient } from '../support/cloud-client.ts';

const SLICE_BYTES = 64 * 1024 * 1024;

/** A page with nothing on it, that can send a file to an image. */
export interface BarePage {
  /** Resolves when the image API has taken all of it. */
  readonly send: (cloud: CloudClient, id: string, path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * What a browser needs at the least to bring a file to the image API: slices by XMLHttpRequest to a relay that appends
 * them to one open request, and neither a session, nor a protocol, nor anything drawn. No page is quicker than this one.
 */
export async function openBarePage(browser: Browser): Promise<BarePage> {
  const relay = createRelay();
  const server = createServer(relay.answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    async send(cloud, id, path) {
      relay.aim(`${cloud.imageUrl}/v2/images/${id}/file`, cloud.token);
      await page.locator('input').setInputFiles(path);
      await page.evaluate(async (sliceBytes) => {
        const file = document.querySelector('input')?.files?.[0] ?? new Blob();
        const put = (offset: number) =>
          new Promise((resolve, reject) => {
            const xhr = new XMLHttpRequest();
            xhr.onload = resolve;
            xhr.onerror = reject;
            xhr.open('PATCH', offset + sliceBytes < file.size ? '/' : '/last');
            xhr.send(file.slice(offset, offset + sliceBytes));
          });
        for (let offset = 0; offset < file.size; offset += sliceBytes) await put(offset);
      }, SLICE_BYTES);
    },
    async close() {
      await context.close();
      server.close();
    },
  };
}

function createRelay() {
  let upstream: ClientRequest | null = null;
  const append = async (req: IncomingMessage, res: ServerResponse) => {
    if (upstream === null) throw new Error('the relay does not know where to');
    for await (const piece of req) if (!upstream.write(piece)) await once(upstream, 'drain');
    if (req.url === '/last') {
      const answered = once(upstream, 'response') as Promise<[IncomingMessage]>;
      upstream.end();
      const [answer] = await answered;
      answer.resume();
      res.statusCode = answer.statusCode ?? 500;
    }
    res.end();
  };
  return {
    aim(url: string, token: string) {
      const headers = { 'x-auth-token': token, 'content-type': 'application/octet-stream' };
      upstream = request(url, { method: 'PUT', headers });
    },
    answer(req: IncomingMessage, res: ServerResponse) {
      if (req.method === 'PATCH') void append(req, res);
      else res.setHeader('content-type', 'text/html').end('<input type="file">');
    },
  };
}
