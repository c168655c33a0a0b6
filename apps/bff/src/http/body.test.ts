import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { sendRaw } from '../testing/raw.ts';
import { jsonOf, wholeBody } from './body.ts';

it('cuts off who sends a body too slowly', async () => {
  const app = express();
  app.post('/', wholeBody({ bytes: 100, ms: 50 }), (_req, res) => void res.end('whole'));
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n';
  const ask = (body: string) => sendRaw(`http://127.0.0.1:${port}`, { bytes: Buffer.from(head + body) }, 5000);
  expect(await ask('abc')).toMatchObject({ status: 200 });
  expect(await ask('ab')).toMatchObject({ status: 0, end: 'closed' });
  server.close();
});

it('takes nothing for JSON but JSON in UTF-8', () => {
  expect(jsonOf(Buffer.from('{"a":"名"}'))).toEqual({ a: '名' });
  for (const other of ['', '{', 'undefined']) expect(jsonOf(Buffer.from(other))).toBeUndefined();
  expect(jsonOf(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined();
});
