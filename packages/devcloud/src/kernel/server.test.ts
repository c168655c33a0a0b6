import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callAt } from '../test-cloud.ts';
import { createFaultSwitches } from './fault-switches.ts';
import { readJson, sendEmpty, sendJson, sendResponse } from './send-response.ts';
import { type RunningServer, startServer } from './server.ts';
import type { Call, Service } from './service.ts';

const payload = 'x'.repeat(10_000);
const expired: string[] = [];

const echo: Service = {
  handle: async (call: Call) => {
    if (call.path === '/crash') throw new Error('on purpose');
    if (call.path === '/refuse') return sendEmpty(call, 409);
    if (call.path === '/payload') return sendResponse(call, 200, payload, 'text/plain');
    if (call.path === '/count') {
      let size = 0;
      for await (const piece of call.body() as AsyncIterable<Buffer>) size += piece.length;
      return sendJson(call, 200, { size });
    }
    sendJson(call, 200, {
      path: call.path,
      q: call.query.get('q'),
      base: call.baseUrl,
      body: await readJson(call, 100),
    });
  },
  close: async () => undefined,
};

let server: RunningServer;
let call: ReturnType<typeof callAt>;
beforeEach(async () => {
  expired.length = 0;
  server = await startServer({
    mounts: { echo },
    faults: createFaultSwitches((token) => expired.push(token)),
    host: '127.0.0.1',
    port: 0,
  });
  call = callAt(`http://127.0.0.1:${server.port}`);
});
afterEach(() => server.close(0));

const rules = (...list: unknown[]) => call('PUT', '/control/faults', { json: list });

describe('startServer', () => {
  it('passes path, query, base URL and request id to a service', async () => {
    const reply = await call('GET', '/echo/a%20b?q=1');
    expect(reply.body).toMatchObject({ path: '/a%20b', q: '1', base: `http://127.0.0.1:${server.port}/echo` });
    expect(reply.headers.get('x-openstack-request-id')).toMatch(/^req-[0-9a-f-]{36}$/);
    expect((await call('GET', '/echoes')).status).toBe(404);
  });

  it('answers 500 after a crash and keeps running', async () => {
    expect((await call('GET', '/echo/crash')).status).toBe(500);
    expect((await call('GET', '/echo/')).status).toBe(200);
  });

  it('reads small JSON and classifies any other body', async () => {
    expect((await call('POST', '/echo/', { json: { a: 1 } })).body).toMatchObject({
      body: { kind: 'json', value: { a: 1 } },
    });
    expect((await call('POST', '/echo/', { json: 'y'.repeat(200) })).body).toMatchObject({
      body: { kind: 'tooLarge' },
    });
    expect((await call('GET', '/echo/')).body).toMatchObject({ body: { kind: 'empty' } });
  });

  it('lets a service refuse before the body is sent', async () => {
    const outcome = await new Promise<string>((resolve, reject) => {
      const req = request({
        port: server.port,
        method: 'PUT',
        path: '/echo/refuse',
        headers: { Expect: '100-continue', 'Content-Length': 5 },
      });
      req.on('continue', () => resolve('continue'));
      req.on('response', (res) => resolve(String(res.statusCode)));
      req.on('error', reject);
      req.flushHeaders();
    });
    expect(outcome).toBe('409');
  });
});

describe('fault switches', () => {
  it('are none at first, and removed by DELETE', async () => {
    expect((await call('GET', '/control/faults')).body).toEqual([]);
    await rules({ match: { path: '^/payload$' }, effect: { kind: 'status', status: 503, body: 'gone' } });
    expect(await call('GET', '/echo/payload')).toMatchObject({ status: 503, body: 'gone' });
    expect((await call('GET', '/echo/')).status).toBe(200);
    expect((await call('DELETE', '/control/faults')).status).toBe(204);
    expect((await call('GET', '/echo/payload')).status).toBe(200);
  });

  it('apply as often as configured', async () => {
    await rules({ match: {}, effect: { kind: 'status', status: 500 }, times: 1 });
    expect((await call('GET', '/echo/')).status).toBe(500);
    expect((await call('GET', '/echo/')).status).toBe(200);
  });

  it('apply to one page of a list', async () => {
    await rules({ match: { path: '^/$', query: 'marker=' }, effect: { kind: 'status', status: 500 } });
    expect((await call('GET', '/echo/?limit=5')).status).toBe(200);
    expect((await call('GET', '/echo/?limit=5&marker=x')).status).toBe(500);
  });

  it('reset the connection', async () => {
    await rules({ match: { method: 'GET' }, effect: { kind: 'reset' } });
    await expect(call('GET', '/echo/')).rejects.toThrow();
  });

  it('truncate a response', async () => {
    await rules({ match: {}, effect: { kind: 'truncate', bytes: 4000 } });
    const got = await new Promise<{ announced: string | undefined; bytes: number; isWhole: boolean }>(
      (resolve, reject) => {
        const req = request({ port: server.port, path: '/echo/payload' }, (res) => {
          let bytes = 0;
          res.on('data', (piece: Buffer) => (bytes += piece.length));
          res.on('error', () => undefined);
          res.on('close', () => resolve({ announced: res.headers['content-length'], bytes, isWhole: res.complete }));
        });
        req.on('error', reject);
        req.end();
      },
    );
    expect(got).toEqual({ announced: '10000', bytes: 4000, isWhole: false });
  });

  it('slow down and delay without losing a byte', async () => {
    await rules(
      { match: { path: 'count' }, effect: { kind: 'slowRead', bytesPerSecond: 40_000 } },
      { match: { path: 'count' }, effect: { kind: 'delay', ms: 50 } },
    );
    const begin = performance.now();
    const reply = await call('POST', '/echo/count', { json: 'z'.repeat(9998) });
    expect(reply.body).toEqual({ size: 10_000 });
    expect(performance.now() - begin).toBeGreaterThan(250);
  });

  it('expire the token of the request', async () => {
    await rules({ match: {}, effect: { kind: 'expireToken' } });
    await call('GET', '/echo/', { token: 'abc' });
    expect(expired).toEqual(['abc']);
  });

  it.each([
    ['no list', {}],
    ['an unknown effect', [{ match: {}, effect: { kind: 'explode' } }]],
    ['a missing figure', [{ match: {}, effect: { kind: 'delay' } }]],
    ['a broken pattern', [{ match: { path: '(' }, effect: { kind: 'reset' } }]],
    ['a broken pattern of the query', [{ match: { query: '(' }, effect: { kind: 'reset' } }]],
    ['an unknown key', [{ match: { host: 'x' }, effect: { kind: 'reset' } }]],
  ])('answer %s with a message', async (_name, list) => {
    const reply = await call('PUT', '/control/faults', { json: list });
    expect(reply.status).toBe(400);
    expect(reply.body).toHaveProperty('message');
  });
});
