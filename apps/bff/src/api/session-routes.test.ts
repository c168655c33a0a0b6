import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '@console/bff-contract';
import { startDevcloud } from '@console/devcloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from '../testing/fake-cloud.ts';
import { createTestBrowser, send } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';

/** As the administrator, past the console. */
async function giveNewPassword(authUrl: string, username: string, password: string): Promise<void> {
  const domain = { name: 'Default' };
  const admin = { name: 'admin', domain, password: 'console' };
  const identity = { methods: ['password'], password: { user: admin } };
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ auth: { identity, scope: { project: { name: 'admin', domain } } } }),
  });
  const headers = { ...json, 'x-auth-token': signedIn.headers.get('x-subject-token') ?? '' };
  const found = await fetch(`${authUrl}/users?name=${username}`, { headers });
  const { users } = (await found.json()) as { users: [{ id: string }] };
  const body = JSON.stringify({ user: { password } });
  const changed = await fetch(`${authUrl}/users/${users[0].id}`, { method: 'PATCH', headers, body });
  expect(changed.status).toBe(200);
}

describe('signing in at a cloud', () => {
  let stateDir: string;
  let cloud: Awaited<ReturnType<typeof startDevcloud>>;
  let console: TestConsole;

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'console-test-'));
    cloud = await startDevcloud({ stateDir: join(stateDir, 'cloud'), seed: 0 });
    console = await startTestConsole({ authUrl: cloud.authUrl, stateDir });
  });
  afterAll(async () => {
    await console.stop();
    await cloud.close();
    await rm(stateDir, { recursive: true, force: true });
  });

  it('puts the administrator into the administrators’ project', async () => {
    const session = await console.browser().signIn('admin');
    expect(session.user).toMatchObject({ name: 'admin', domain: 'Default' });
    expect(session.project).toMatchObject({ name: 'admin', domain: 'Default' });
    expect(session.projects.map((project) => project.name)).toEqual(['admin', 'dev', 'ops']);
    expect(session.roles).toContain('admin');
    expect(Date.parse(session.tokenExpiresAt)).toBeGreaterThan(Date.now());
  });

  it('puts others into the project they ask for, else into their first', async () => {
    const first = await console.browser().signIn('alice');
    expect(first.project?.name).toBe('dev');
    const ops = first.projects.find((project) => project.name === 'ops');
    const second = await console.browser().signIn('alice', { projectId: ops?.id ?? '' });
    expect(second.project?.name).toBe('ops');
  });

  it('takes users without a project, who may do nothing', async () => {
    const session = await console.browser().signIn('carol');
    expect(session).toMatchObject({ project: null, projects: [], roles: [], regions: [] });
  });

  it('refuses a wrong password, an unknown user and a foreign project alike, without a session', async () => {
    for (const wrong of [{ password: 'nope' }, { username: 'nobody' }, { domain: 'Elsewhere' }]) {
      const browser = console.browser();
      const body = { username: 'dave', password: 'console', ...wrong };
      const answer = await browser.sendJson('POST', '/api/session', body);
      expect(answer.json()).toMatchObject({ status: 403, code: 'wrongCredentials' });
      expect(browser.cookie()).toBeNull();
    }
    const foreign = await console
      .browser()
      .sendJson('POST', '/api/session', { username: 'dave', password: 'console', projectId: 'x' });
    expect(foreign.json()).toMatchObject({ status: 403, code: 'projectNotJoined' });
  });

  it.each([
    ['not json', 'application/json', '{', 400],
    ['no password', 'application/json', '{"username":"a"}', 400],
    ['a form', 'application/x-www-form-urlencoded', 'username=a&password=b', 415],
    ['too much', 'application/json', JSON.stringify({ username: 'x'.repeat(20_000) }), 413],
  ])('refuses %s', async (_what, type, body, status) => {
    const answer = await console
      .browser()
      .send({ method: 'POST', path: '/api/session', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('lets in who changed the password within the same second, though that second’s token is dead', async () => {
    await giveNewPassword(cloud.authUrl, 'dave', 'console');
    expect((await console.browser().signIn('dave')).project?.name).toBe('qa');
  });

  it('changes the project, and tells of one not joined without losing the session', async () => {
    const alice = console.browser();
    const before = await alice.signIn('alice');
    const ops = before.projects.find((project) => project.name === 'ops');
    const answer = await alice.sendJson('PUT', '/api/session/scope', { projectId: ops?.id });
    expect((answer.json() as Session).project?.name).toBe('ops');
    const refused = await alice.sendJson('PUT', '/api/session/scope', { projectId: 'nope' });
    expect(refused.json()).toMatchObject({ status: 403, code: 'projectNotJoined' });
    const nowhere = await alice.sendJson('PUT', '/api/session/scope', { projectId: ops?.id, region: 'Nowhere' });
    expect(nowhere.json()).toMatchObject({ status: 400, code: 'badRequest' });
    const session = (await alice.send({ path: '/api/session' })).json() as Session;
    expect(session.project?.name).toBe('ops');
    expect(session.csrfToken).toBe(before.csrfToken);
  });

  it('keeps a change of project while other requests are under way', async () => {
    const alice = console.browser();
    const before = await alice.signIn('alice');
    const ops = before.projects.find((project) => project.name === 'ops');
    const reads = () => Array.from({ length: 10 }, () => alice.send({ path: '/api/session' }));
    const running = [...reads(), alice.sendJson('PUT', '/api/session/scope', { projectId: ops?.id }), ...reads()];
    await Promise.all(running);
    const session = (await alice.send({ path: '/api/session' })).json() as Session;
    expect(session.project?.name).toBe('ops');
  });

  it('gives the session a new id, in a cookie no script can read', async () => {
    const alice = console.browser();
    await alice.signIn('alice');
    const first = alice.cookie();
    const answer = await alice.sendJson('POST', '/api/session', { username: 'alice', password: 'console' });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^console=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(alice.cookie()).not.toBe(first);
    const old = await send(console.url, { path: '/api/session', headers: { cookie: first ?? '' } });
    expect(old.status).toBe(401);
  });

  it('knows the session after a restart, and keeps nothing readable on disk', async () => {
    const alice = console.browser();
    const before = await alice.signIn('alice');
    await console.stop();
    console = await startTestConsole({ authUrl: cloud.authUrl, stateDir });
    const answer = await send(console.url, { path: '/api/session', headers: { cookie: alice.cookie() ?? '' } });
    expect(answer.json()).toEqual(before);

    const disk = await readFile(join(stateDir, 'sessions.sqlite'), 'latin1');
    expect(disk).not.toContain('alice');
    expect((await stat(join(stateDir, 'session-secret'))).mode & 0o777).toBe(0o600);
  });

  it('is signed out when asked, and 401 after that', async () => {
    const alice = console.browser();
    await alice.signIn('alice');
    const cookie = alice.cookie() ?? '';
    expect((await alice.send({ method: 'DELETE', path: '/api/session' })).status).toBe(204);
    const answer = await send(console.url, { path: '/api/session', headers: { cookie } });
    expect(answer.json()).toMatchObject({ status: 401, code: 'sessionGone' });
  });

  it('logs neither password nor token nor cookie', async () => {
    const dave = console.browser();
    const session = await dave.signIn('dave');
    await dave.sendJson('POST', '/api/session', { username: 'dave', password: 'secret-password' });
    const log = console.log();
    expect(log).not.toContain('secret-password');
    expect(log).not.toContain(session.csrfToken);
    expect(log).not.toContain(dave.cookie()?.split('=')[1]);
    expect(log).not.toContain('gAAAA');
  });
});

describe('the guard of writes', () => {
  let cloud: FakeCloud;
  let console: TestConsole;
  beforeAll(async () => {
    cloud = await startFakeCloud();
    console = await startTestConsole({ authUrl: cloud.authUrl });
  });
  afterAll(async () => {
    await console.stop();
    await cloud.close();
  });

  const path = '/api/image/v2/images';
  it.each([
    ['another origin', { origin: 'https://evil.example' }, 'origin'],
    ['the origin null', { origin: 'null' }, 'origin'],
    ['another page of the site', { 'sec-fetch-site': 'same-site' }, 'origin'],
    ['a cross-site page', { 'sec-fetch-site': 'cross-site' }, 'origin'],
    ['the wrong token', { 'x-csrf-token': 'nope' }, 'csrf'],
  ])('refuses a write with %s', async (_what, headers, code) => {
    const admin = console.browser();
    await admin.signIn('admin');
    const answer = await admin.send({ method: 'POST', path, body: '{}', headers });
    expect(answer.json()).toMatchObject({ status: 403, code });
    expect(cloud.hits).toEqual([]);
  });

  it('refuses a write without origin or without token', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const cookie = admin.cookie() ?? '';
    const bare = await send(console.url, {
      method: 'POST',
      path,
      headers: { cookie, 'x-csrf-token': admin.csrfToken() ?? '' },
    });
    expect(bare.json()).toMatchObject({ code: 'origin' });
    const tokenless = await send(console.url, { method: 'POST', path, headers: { cookie, origin: console.url } });
    expect(tokenless.json()).toMatchObject({ code: 'csrf' });
    expect(cloud.hits).toEqual([]);
  });

  it('lets nobody sign in from a foreign page', async () => {
    const body = { username: 'admin', password: 'console' };
    const answer = await console.browser().send({
      method: 'POST',
      path: '/api/session',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    });
    expect(answer.json()).toMatchObject({ code: 'origin' });
  });

  it('slows down guessing, for this user from this address only', async () => {
    const guess = () => console.browser().sendJson('POST', '/api/session', { username: 'nobody', password: 'x' });
    const codes: unknown[] = [];
    for (let tries = 0; tries < 12; tries += 1) codes.push((await guess()).status);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill(403));
    const refused = await guess();
    expect(refused.json()).toMatchObject({ status: 429, code: 'tooManyRequests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await console.browser().signIn('alice');
  });

  it('counts guesses that come all at once', async () => {
    const before = console.browser();
    const guess = () => before.sendJson('POST', '/api/session', { username: 'nobody-else', password: 'x' });
    const statuses = (await Promise.all(Array.from({ length: 30 }, guess))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    const shouted = await before.sendJson('POST', '/api/session', { username: 'NOBODY-else', password: 'x' });
    expect(shouted.status).toBe(429);
  });

  it('knows its addresses in one spelling only: no other gets around the guard, or into the metrics', async () => {
    const body = JSON.stringify({ username: 'admin', password: 'console' });
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
    const outside = await send(console.url, { method: 'POST', path: '/API/session', headers, body });
    expect(outside.json()).toMatchObject({ status: 405, code: 'methodNotAllowed' });
    expect((await send(console.url, { path: '/api/SESSION' })).status).toBe(404);
    expect((await send(console.url, { path: '/metrics' })).text).not.toContain('SESSION');
  });

  it('stays signed out when a change of project comes to its end later', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const cookie = admin.cookie() ?? '';
    const reached = Promise.withResolvers<void>();
    const blocked = Promise.withResolvers<void>();
    cloud.beforeScope(() => {
      reached.resolve();
      return blocked.promise;
    });
    const change = admin.sendJson('PUT', '/api/session/scope', { projectId: 'p-dev' });
    await reached.promise;
    await admin.send({ method: 'DELETE', path: '/api/session' });
    const before = cloud.revoked.length;
    blocked.resolve();
    expect((await change).json()).toMatchObject({ status: 401, code: 'sessionGone' });
    cloud.beforeScope(async () => {});
    expect((await send(console.url, { path: '/api/session', headers: { cookie } })).status).toBe(401);
    expect(cloud.revoked.slice(before)).toEqual(['admin/p-dev']);
  });

  it('forgets no token when two changes of project meet', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const before = cloud.revoked.length;
    const change = (projectId: string) => admin.sendJson('PUT', '/api/session/scope', { projectId });
    await change('p-dev');
    await Promise.all([change('p-admin'), change('p-admin')]);
    await admin.send({ method: 'DELETE', path: '/api/session' });
    expect(cloud.revoked.slice(before).filter((token) => token === 'admin/p-admin')).toHaveLength(3);
  });

  it('revokes every token of the session at sign-out', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const before = cloud.revoked.length;
    await admin.sendJson('PUT', '/api/session/scope', { projectId: 'p-dev' });
    await admin.send({ method: 'DELETE', path: '/api/session' });
    expect(cloud.revoked.slice(before).sort()).toEqual(['admin', 'admin/p-admin', 'admin/p-dev']);
  });

  it('ends the session with its token', async () => {
    const late = console.browser();
    await late.signIn('late');
    expect((await late.send({ path: '/api/session' })).json()).toMatchObject({ status: 401, code: 'sessionGone' });
  });

  it('does not start without the session store it is told to use', async () => {
    const env = { SESSION_STORE_URL: 'redis://127.0.0.1:1' };
    await expect(startTestConsole({ authUrl: cloud.authUrl, env })).rejects.toThrow();
  });

  it('says that Keystone is down', async () => {
    const gone = await startFakeCloud();
    const lonely = await startTestConsole({ authUrl: gone.authUrl });
    await gone.close();
    const body = { username: 'admin', password: 'console' };
    expect((await lonely.browser().sendJson('POST', '/api/session', body)).json()).toMatchObject({
      code: 'cloudUnreachable',
    });
    expect((await send(lonely.url, { path: '/readyz' })).status).toBe(503);
    expect((await send(lonely.url, { path: '/healthz' })).status).toBe(200);
    await lonely.stop();
  });

  it('sends the cookie over https only when the public address is https', async () => {
    const publicUrl = 'https://console.example';
    const behind = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_PUBLIC_URL: publicUrl } });
    const answer = await createTestBrowser(behind.url).send({
      method: 'POST',
      path: '/api/session',
      headers: { origin: publicUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'console' }),
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^__Host-console=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await behind.stop();
  });
});
