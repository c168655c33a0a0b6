import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { sendRaw } from '../testing/raw-request.ts';
import { parseJson, readBody } from './read-body.ts';

describe('readBody', () => {
  it('cuts the connection of a client that sends its body too slowly', async () => {
    const app = express();
    app.post('/', async (req, res) => {
      res.end(await readBody(req, res, { bytes: 100, ms: 50 }));
    });
    const server = createServer(app);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n';
    const post = (body: string) => sendRaw(`http://127.0.0.1:${port}`, { bytes: Buffer.from(head + body) }, 5000);
    expect(await post('abc')).toMatchObject({ status: 200 });
    expect(await post('ab')).toMatchObject({ status: 0, end: 'closed' });
    server.close();
  });
});

describe('parseJson', () => {
  it('accepts JSON in UTF-8 and nothing else', () => {
    expect(parseJson(Buffer.from('{"a":"名"}'))).toEqual({ a: '名' });
    for (const text of ['', '{', 'undefined']) expect(parseJson(Buffer.from(text))).toBeUndefined();
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined();
  });
});
