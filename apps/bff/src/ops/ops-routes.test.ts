import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { send } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';

const running: { stop: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const server of running.splice(0).reverse()) await server.stop();
});

/** Starts a server at Keystone's address that sends the same response to every request. */
async function startAnswering(status: number, type: string, text: string, port = 0): Promise<Server> {
  const server = createServer((_req, res) => void res.writeHead(status, { 'Content-Type': type }).end(text));
  await once(server.listen(port, '127.0.0.1'), 'listening');
  running.push({ stop: () => close(server) });
  return server;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await once(server.close(), 'close');
}

async function startConsoleFor(server: Server): Promise<TestConsole> {
  const authUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const console = await startTestConsole({ authUrl });
  running.push(console);
  return console;
}

const fetchReadiness = async ({ url }: TestConsole) => {
  const { status, json } = await send(url, { path: '/readyz' });
  return { status, body: json() };
};

describe('opsRoutes and sessionRoutes', () => {
  it('name an HTML page in Keystone’s place, and the setting OS_AUTH_URL', async () => {
    const console = await startConsoleFor(await startAnswering(200, 'text/html', '<h1>Welcome</h1>'));
    expect(await fetchReadiness(console)).toEqual({
      status: 503,
      body: { ready: false, state: 'identity service: HTTP 200, text/html; is OS_AUTH_URL its address?' },
    });
    const body = { username: 'admin', password: 'console' };
    const refused = await console.browser().sendJson('POST', '/api/session', body);
    expect(refused.json()).toMatchObject({ code: 'cloudNonsense', at: { service: 'identity' } });
  });

  it.each([
    [404, 'text/html', 'cloudNonsense'],
    [500, 'text/html', 'cloudNonsense'],
    [503, 'text/html', 'cloudUnreachable'],
    [504, 'text/html', 'cloudTimeout'],
    [500, 'application/json', 'cloudRefused'],
  ])('report %i %s at sign-in as %s', async (status, type, code) => {
    const keystone = await startAnswering(status, type, type === 'text/html' ? '<h1>nginx</h1>' : '{}');
    const console = await startConsoleFor(keystone);
    const body = { username: 'admin', password: 'console' };
    const refused = await console.browser().sendJson('POST', '/api/session', body);
    const host = `127.0.0.1:${(keystone.address() as AddressInfo).port}`;
    expect(refused.json()).toMatchObject({ code, upstream: { status }, at: { service: 'identity', host } });
  });

  it('report a console without its cloud as not ready, and as ready when the cloud is', async () => {
    const stopped = await startAnswering(200, 'application/json', '{}');
    const { port } = stopped.address() as AddressInfo;
    const authUrl = `http://127.0.0.1:${port}`;
    await close(stopped);
    const console = await startTestConsole({ authUrl });
    running.push(console);
    const state = 'identity service: no connection to the cloud (ECONNREFUSED)';
    expect(await fetchReadiness(console)).toEqual({ status: 503, body: { ready: false, state } });
    await expect.poll(console.log).toContain(state);

    await startAnswering(200, 'application/json', '{}', port);
    expect(await fetchReadiness(console)).toEqual({ status: 200, body: { ready: true, state: 'ready' } });
  });
});
