import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { send } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';

const opened: { stop: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.stop();
});

/** Something at Keystone's address that says always the same. */
async function answering(status: number, type: string, text: string, port = 0): Promise<Server> {
  const server = createServer((_req, res) => void res.writeHead(status, { 'Content-Type': type }).end(text));
  await once(server.listen(port, '127.0.0.1'), 'listening');
  opened.push({ stop: () => closed(server) });
  return server;
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await once(server.close(), 'close');
}

async function consoleAt(server: Server): Promise<TestConsole> {
  const authUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const served = await startTestConsole({ authUrl });
  opened.push(served);
  return served;
}

const ready = async ({ url }: TestConsole) => {
  const { status, json } = await send(url, { path: '/readyz' });
  return { status, body: json() };
};

it('names a page where Keystone should be, and the setting that may be wrong', async () => {
  const served = await consoleAt(await answering(200, 'text/html', '<h1>Welcome</h1>'));
  expect(await ready(served)).toEqual({
    status: 503,
    body: { ready: false, state: 'identity service: HTTP 200, text/html; is OS_AUTH_URL its address?' },
  });
  const body = { username: 'admin', password: 'console' };
  const refused = await served.browser().sendJson('POST', '/api/session', body);
  expect(refused.json()).toMatchObject({ code: 'cloudNonsense', at: { service: 'identity' } });
});

it.each([
  [404, 'text/html', 'cloudNonsense'],
  [500, 'text/html', 'cloudNonsense'],
  [503, 'text/html', 'cloudUnreachable'],
  [504, 'text/html', 'cloudTimeout'],
  [500, 'application/json', 'cloudRefused'],
])('tells a page in Keystone’s place from its own refusal: %i %s', async (status, type, code) => {
  const keystone = await answering(status, type, type === 'text/html' ? '<h1>nginx</h1>' : '{}');
  const served = await consoleAt(keystone);
  const body = { username: 'admin', password: 'console' };
  const refused = await served.browser().sendJson('POST', '/api/session', body);
  const host = `127.0.0.1:${(keystone.address() as AddressInfo).port}`;
  expect(refused.json()).toMatchObject({ code, upstream: { status }, at: { service: 'identity', host } });
});

it('starts without the cloud, says so in its log, and is ready by itself when the cloud is', async () => {
  const gone = await answering(200, 'application/json', '{}');
  const { port } = gone.address() as AddressInfo;
  const authUrl = `http://127.0.0.1:${port}`;
  await closed(gone);
  const served = await startTestConsole({ authUrl });
  opened.push(served);
  const state = 'identity service: no connection to the cloud (ECONNREFUSED)';
  expect(await ready(served)).toEqual({ status: 503, body: { ready: false, state } });
  await expect.poll(served.log).toContain(state);

  await answering(200, 'application/json', '{}', port);
  expect(await ready(served)).toEqual({ status: 200, body: { ready: true, state: 'ready' } });
});
