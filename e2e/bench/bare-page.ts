import { once } from 'node:events';
import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import type { CloudClient } from '../support/cloud-client.ts';

const SLICE_BYTES = 64 * 1024 * 1024;

/** A page without content that can send a file to an image. */
export interface BarePage {
  /** Resolves when Glance has taken the whole file. */
  readonly send: (cloud: CloudClient, id: string, path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the fastest possible upload page: it sends slices by XMLHttpRequest to a relay that appends them to one open PUT to Glance.
 * It has no session, no tus and renders nothing.
 */
export async function openBarePage(browser: Browser): Promise<BarePage> {
  const relay = createRelay();
  const server = createServer(relay.handle);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    async send(cloud, id, path) {
      relay.setTarget(`${cloud.imageUrl}/v2/images/${id}/file`, cloud.token);
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
    if (upstream === null) throw new Error('the relay has no target');
    for await (const chunk of req) if (!upstream.write(chunk)) await once(upstream, 'drain');
    if (req.url === '/last') {
      const responded = once(upstream, 'response') as Promise<[IncomingMessage]>;
      upstream.end();
      const [response] = await responded;
      response.resume();
      res.statusCode = response.statusCode ?? 500;
    }
    res.end();
  };
  return {
    setTarget(url: string, token: string) {
      const headers = { 'x-auth-token': token, 'content-type': 'application/octet-stream' };
      upstream = request(url, { method: 'PUT', headers });
    },
    handle(req: IncomingMessage, res: ServerResponse) {
      if (req.method === 'PATCH') void append(req, res);
      else res.setHeader('content-type', 'text/html').end('<input type="file">');
    },
  };
}
