import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '@console/bff-contract';
import { startDevcloud } from '@console/devcloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from '../testing/fake-cloud.ts';
import { createTestBrowser, send } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';

/** Changes a password at Keystone itself, as the administrator. */
async function changePassword(authUrl: string, username: string, password: string): Promise<void> {
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

describe('sessionRoutes with the embedded cloud', () => {
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

  it('sign a cloud administrator in to the administrators’ project', async () => {
    const session = await console.browser().signIn('admin');
    expect(session.user).toMatchObject({ name: 'admin', domain: 'Default' });
    expect(session.project).toMatchObject({ name: 'admin', domain: 'Default' });
    expect(session.projects.map((project) => project.name)).toEqual(['admin', 'dev', 'ops']);
    expect(session.roles).toContain('admin');
    expect(Date.parse(session.tokenExpiresAt)).toBeGreaterThan(Date.now());
  });

  it('sign other users in to the requested project, else to their first one', async () => {
    const first = await console.browser().signIn('alice');
    expect(first.project?.name).toBe('dev');
    const ops = first.projects.find((project) => project.name === 'ops');
    const second = await console.browser().signIn('alice', { projectId: ops?.id ?? '' });
    expect(second.project?.name).toBe('ops');
  });

  it('sign in a user without a project', async () => {
    const session = await console.browser().signIn('carol');
    expect(session).toMatchObject({ project: null, projects: [], roles: [], regions: [] });
  });

  it('refuse a wrong password, an unknown user and a foreign project without a session', async () => {
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
    ['a body that is not JSON', 'application/json', '{', 400],
    ['a body without a password', 'application/json', '{"username":"a"}', 400],
    ['a form body', 'application/x-www-form-urlencoded', 'username=a&password=b', 415],
    ['more than 16 KiB', 'application/json', JSON.stringify({ username: 'x'.repeat(20_000) }), 413],
  ])('refuse %s (%s)', async (_case, type, body, status) => {
    const answer = await console
      .browser()
      .send({ method: 'POST', path: '/api/session', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('sign in a user who has changed the password in the same second, whose first token is revoked', async () => {
    await changePassword(cloud.authUrl, 'dave', 'console');
    expect((await console.browser().signIn('dave')).project?.name).toBe('qa');
  });

  it('change the project, and keep the session when the project or region is refused', async () => {
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

  it('keep a change of project while parallel requests read the session', async () => {
    const alice = console.browser();
    const before = await alice.signIn('alice');
    const ops = before.projects.find((project) => project.name === 'ops');
    const readSession = () => Array.from({ length: 10 }, () => alice.send({ path: '/api/session' }));
    const running = [
      ...readSession(),
      alice.sendJson('PUT', '/api/session/scope', { projectId: ops?.id }),
      ...readSession(),
    ];
    await Promise.all(running);
    const session = (await alice.send({ path: '/api/session' })).json() as Session;
    expect(session.project?.name).toBe('ops');
  });

  it('give the session a new id at sign-in, in an HttpOnly cookie', async () => {
    const alice = console.browser();
    await alice.signIn('alice');
    const first = alice.cookie();
    const answer = await alice.sendJson('POST', '/api/session', { username: 'alice', password: 'console' });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^console=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(alice.cookie()).not.toBe(first);
    const old = await send(console.url, { path: '/api/session', headers: { cookie: first ?? '' } });
    expect(old.status).toBe(401);
  });

  it('keep the session over a restart and store it sealed', async () => {
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

  it('end the session at DELETE and answer 401 afterwards', async () => {
    const alice = console.browser();
    await alice.signIn('alice');
    const cookie = alice.cookie() ?? '';
    expect((await alice.send({ method: 'DELETE', path: '/api/session' })).status).toBe(204);
    const answer = await send(console.url, { path: '/api/session', headers: { cookie } });
    expect(answer.json()).toMatchObject({ status: 401, code: 'sessionGone' });
  });

  it('log no password, token or cookie', async () => {
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

describe('the CSRF guard', () => {
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
    ['Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }, 'origin'],
    ['Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }, 'origin'],
    ['a wrong token', { 'x-csrf-token': 'nope' }, 'csrf'],
  ])('refuses a write with %s', async (_case, headers, code) => {
    const admin = console.browser();
    await admin.signIn('admin');
    const answer = await admin.send({ method: 'POST', path, body: '{}', headers });
    expect(answer.json()).toMatchObject({ status: 403, code });
    expect(cloud.hits).toEqual([]);
  });

  it('refuses a write without Origin or without token', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const cookie = admin.cookie() ?? '';
    const withoutOrigin = await send(console.url, {
      method: 'POST',
      path,
      headers: { cookie, 'x-csrf-token': admin.csrfToken() ?? '' },
    });
    expect(withoutOrigin.json()).toMatchObject({ code: 'origin' });
    const withoutToken = await send(console.url, { method: 'POST', path, headers: { cookie, origin: console.url } });
    expect(withoutToken.json()).toMatchObject({ code: 'csrf' });
    expect(cloud.hits).toEqual([]);
  });

  it('refuses a sign-in from another origin', async () => {
    const body = { username: 'admin', password: 'console' };
    const answer = await console.browser().send({
      method: 'POST',
      path: '/api/session',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    });
    expect(answer.json()).toMatchObject({ code: 'origin' });
  });

  it('has its paths in one spelling, so that another case avoids neither guard nor route label', async () => {
    const body = JSON.stringify({ username: 'admin', password: 'console' });
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
    const otherCase = await send(console.url, { method: 'POST', path: '/API/session', headers, body });
    expect(otherCase.json()).toMatchObject({ status: 405, code: 'methodNotAllowed' });
    expect((await send(console.url, { path: '/api/SESSION' })).status).toBe(404);
    expect((await send(console.url, { path: '/metrics' })).text).not.toContain('SESSION');
  });
});

describe('sessionRoutes', () => {
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

  it('answer 429 to the eleventh wrong password of a user and let other users sign in', async () => {
    const guess = () => console.browser().sendJson('POST', '/api/session', { username: 'nobody', password: 'x' });
    const codes: unknown[] = [];
    for (let attempts = 0; attempts < 12; attempts += 1) codes.push((await guess()).status);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill(403));
    const refused = await guess();
    expect(refused.json()).toMatchObject({ status: 429, code: 'tooManyRequests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await console.browser().signIn('alice');
  });

  it('count parallel guesses, and a user name in any case as the same user', async () => {
    const browser = console.browser();
    const guess = () => browser.sendJson('POST', '/api/session', { username: 'nobody-else', password: 'x' });
    const statuses = (await Promise.all(Array.from({ length: 30 }, guess))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    const upperCase = await browser.sendJson('POST', '/api/session', { username: 'NOBODY-else', password: 'x' });
    expect(upperCase.status).toBe(429);
  });

  it('keep a session ended that ends during a change of project, and revoke the new token', async () => {
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

  it('revoke every token of two parallel changes of project at sign-out', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const before = cloud.revoked.length;
    const change = (projectId: string) => admin.sendJson('PUT', '/api/session/scope', { projectId });
    await change('p-dev');
    await Promise.all([change('p-admin'), change('p-admin')]);
    await admin.send({ method: 'DELETE', path: '/api/session' });
    expect(cloud.revoked.slice(before).filter((token) => token === 'admin/p-admin')).toHaveLength(3);
  });

  it('revoke every token of the session at sign-out', async () => {
    const admin = console.browser();
    await admin.signIn('admin');
    const before = cloud.revoked.length;
    await admin.sendJson('PUT', '/api/session/scope', { projectId: 'p-dev' });
    await admin.send({ method: 'DELETE', path: '/api/session' });
    expect(cloud.revoked.slice(before).sort()).toEqual(['admin', 'admin/p-admin', 'admin/p-dev']);
  });

  it('end the session with its token', async () => {
    const late = console.browser();
    await late.signIn('late');
    expect((await late.send({ path: '/api/session' })).json()).toMatchObject({ status: 401, code: 'sessionGone' });
  });

  it('do not start without the configured redis', async () => {
    const env = { SESSION_STORE_URL: 'redis://127.0.0.1:1' };
    await expect(startTestConsole({ authUrl: cloud.authUrl, env })).rejects.toThrow();
  });

  it('answer cloudUnreachable while Keystone is down, and /readyz answers 503', async () => {
    const downCloud = await startFakeCloud();
    const waiting = await startTestConsole({ authUrl: downCloud.authUrl });
    await downCloud.close();
    const body = { username: 'admin', password: 'console' };
    expect((await waiting.browser().sendJson('POST', '/api/session', body)).json()).toMatchObject({
      code: 'cloudUnreachable',
    });
    expect((await send(waiting.url, { path: '/readyz' })).status).toBe(503);
    expect((await send(waiting.url, { path: '/healthz' })).status).toBe(200);
    await waiting.stop();
  });

  it('set a Secure cookie if CONSOLE_PUBLIC_URL is https', async () => {
    const publicUrl = 'https://console.example';
    const behindProxy = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_PUBLIC_URL: publicUrl } });
    const answer = await createTestBrowser(behindProxy.url).send({
      method: 'POST',
      path: '/api/session',
      headers: { origin: publicUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: 'console' }),
    });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^__Host-console=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await behindProxy.stop();
  });
});
