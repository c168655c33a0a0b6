import { actionNames, type Session } from '@console/bff-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from '../testing/fake-cloud.ts';
import { send, type TestBrowser } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';
import { parsePath } from './request-path.ts';
import { routes } from './routes.ts';

const id = '11111111-2222-4333-8444-555555555555';

/** Paths that attempt to reach an address without a route. */
const hostilePaths = [
  '/v2',
  '/v2/',
  '/',
  '//v2/images',
  '/v2//images',
  '/v2/images/',
  '/v2/images/../tasks',
  '/v2/images/%2e%2e/tasks',
  '/v2/images/.%2E/tasks',
  '/v2/images/..%2ftasks',
  '/v2/images/..%5ctasks',
  '/v2/images/..;/tasks',
  `/v2/images/${id};x=1`,
  `/v2/images/${id}%00`,
  `/v2/images/${id}%0d%0aX-Injected:%201`,
  `/v2/images/${id}%23`,
  `/v2/images/${id}%3Fx`,
  '/v2/images/%252e%252e/tasks',
  '/v2/images/%c0%ae%c0%ae/tasks',
  '/v2/images/%ff',
  '/v2/images/%',
  `/v2/images/${id}/file/more`,
  `/v2/images/${id}/locations`,
  `/v2/cache/images/${id}`,
  '/v2/images/a b'.replace(' ', '%20'),
  `/v2/images/${'x'.repeat(300)}`,
  '/v1/images',
  '/v3/users',
  '/V2/images',
  '\\v2\\images',
  '/v2/images\\..\\tasks',
  '/v2/metadefs/namespaces/x/objects/../../..',
];

describe('authorizeRequest', () => {
  let cloud: FakeCloud;
  let ecf: TestConsole;
  let openstack: TestConsole;

  beforeAll(async () => {
    cloud = await startFakeCloud();
    ecf = await startTestConsole({ authUrl: cloud.authUrl });
    openstack = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_POLICY: 'openstack' } });
  });
  afterAll(async () => {
    await ecf.stop();
    await openstack.stop();
    await cloud.close();
  });

  async function hitsOf(browser: TestBrowser, method: string, path: string) {
    const before = cloud.hits.length;
    const answer = await browser.send({ method, path });
    return { answer, hits: cloud.hits.length - before };
  }

  it('denies every path without a route and sends nothing to the cloud', async () => {
    const admin = ecf.browser();
    await admin.signIn('admin');
    const before = cloud.hits.length;
    let requests = 0;
    for (const mount of [
      '/api/image',
      '/api/volume',
      '/api/image/..',
      '/api/image/%2e%2e/image',
      '/api/IMAGE',
      'http://127.0.0.1/api/image',
    ]) {
      for (const path of hostilePaths) {
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
          const answer = await admin.send({ method, path: mount + path }).catch(() => null);
          requests += 1;
          expect(answer?.text ?? '').not.toMatch(/\bat .*\.ts|admin\/p-/);
          if (mount === '/api/image' && answer !== null) expect([403, 404]).toContain(answer.status);
        }
      }
    }
    expect(requests).toBeGreaterThan(1000);
    expect(cloud.hits.slice(before)).toEqual([]);
  });

  it('answers denied to an address of the API that has no route', async () => {
    const admin = ecf.browser();
    await admin.signIn('admin');
    const { answer, hits } = await hitsOf(admin, 'GET', `/api/image/v2/images/${id}/locations`);
    expect(answer.json()).toMatchObject({ status: 403, code: 'denied' });
    expect(hits).toBe(0);
  });

  it('forwards exactly the requests whose action the session allows', async () => {
    const users: readonly [TestConsole, string][] = [
      [ecf, 'admin'],
      [ecf, 'alice'],
      [ecf, 'carol'],
      [openstack, 'alice'],
      [openstack, 'bob'],
    ];
    for (const [console, name] of users) {
      const browser = console.browser();
      const session = await browser.signIn(name);
      for (const route of routes.filter((one) => one.response === 'json' && one.body !== 'data')) {
        const path = `/api/${route.service}${route.path.replace(/\{\w+\}/g, id)}`;
        const { hits } = await hitsOf(browser, route.method, path);
        expect([name, route.method, path, hits]).toEqual([
          name,
          route.method,
          path,
          session.actions[route.action].allowed ? 1 : 0,
        ]);
      }
    }
  });

  it('ecf: allows writes to cloud administrators, and creation only in their project', async () => {
    const admin = ecf.browser();
    const inAdminProject = await admin.signIn('admin');
    expect(inAdminProject.project?.name).toBe('admin');
    expect(Object.values(inAdminProject.actions).every((grant) => grant.allowed)).toBe(true);

    const inDevProject = (await admin.sendJson('PUT', '/api/session/scope', { projectId: 'p-dev' })).json() as Session;
    expect(inDevProject.actions['image.create']).toEqual({ allowed: false, reason: 'administratorProjectOnly' });
    expect(inDevProject.actions['image.delete']).toEqual({ allowed: true });

    const alice = await ecf.browser().signIn('alice');
    expect(alice.actions['image.list']).toEqual({ allowed: true });
    expect(alice.actions['image.download']).toEqual({ allowed: false, reason: 'cloudAdministratorOnly' });
    expect(alice.actions['image.create']).toEqual({ allowed: false, reason: 'cloudAdministratorOnly' });
  });

  it('ecf: allows members to answer an offer to their project, but not readers', async () => {
    const alice = await ecf.browser().signIn('alice');
    expect(alice.actions['image.answerShare']).toEqual({ allowed: true });
    expect(alice.actions['image.share']).toEqual({ allowed: false, reason: 'cloudAdministratorOnly' });
    const bob = await ecf.browser().signIn('bob');
    expect(bob.actions['image.answerShare']).toEqual({ allowed: false, reason: 'memberRoleNeeded' });
  });

  it('openstack: allows writes to members, and only lists and details to readers', async () => {
    const alice = await openstack.browser().signIn('alice');
    expect(actionNames.every((action) => alice.actions[action].allowed)).toBe(true);
    const bob = await openstack.browser().signIn('bob');
    expect(bob.actions['image.show']).toEqual({ allowed: true });
    // OpenStack's secure RBAC gives readers no download either.
    const memberActions = actionNames.filter((action) => !/\.(list|show)$/.test(action));
    for (const action of memberActions)
      expect(bob.actions[action]).toEqual({ allowed: false, reason: 'memberRoleNeeded' });
  });

  it('allows slices of an open upload after its user has changed to a project where they are a reader', async () => {
    cloud.answerWith((req, res) => void req.on('end', () => res.writeHead(204).end()).resume());
    const erin = openstack.browser();
    await erin.signIn('erin', { projectId: 'p-dev' });
    const tus = { 'tus-resumable': '1.0.0' };
    const metadata = `imageId ${Buffer.from(id).toString('base64')}`;
    const creation = {
      method: 'POST',
      path: '/api/uploads',
      headers: { ...tus, 'upload-length': '3', 'upload-metadata': metadata },
    };
    const location = String((await erin.send(creation)).headers.location);
    await erin.sendJson('PUT', '/api/session/scope', { projectId: 'p-admin' });
    expect((await erin.send(creation)).json()).toMatchObject({ code: 'denied' });
    const slice = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    expect((await erin.send({ method: 'PATCH', path: location, headers: slice, body: 'abc' })).status).toBe(204);
  });

  it('allows nothing without a project', async () => {
    const carol = ecf.browser();
    const session = await carol.signIn('carol');
    expect(session.project).toBeNull();
    expect(new Set(Object.values(session.actions).map((grant) => JSON.stringify(grant)))).toEqual(
      new Set(['{"allowed":false,"reason":"noProject"}']),
    );
    expect((await carol.send({ path: '/api/image/v2/images' })).json()).toMatchObject({
      status: 403,
      code: 'noProject',
    });
  });

  it('answers 401 to every route without a session', async () => {
    const before = cloud.hits.length;
    for (const route of routes) {
      const path = `/api/${route.service}${route.path.replace(/\{\w+\}/g, id)}`;
      const answer = await send(ecf.url, { method: route.method, path, headers: { origin: ecf.url } });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    expect(cloud.hits.length).toBe(before);
  });
});

describe('parsePath', () => {
  it('decodes the segments of a plain path in any script', () => {
    expect(parsePath('/v2/images/a/tags/%E6%A0%87%20%E7%AD%BE')).toEqual(['v2', 'images', 'a', 'tags', '标 签']);
  });
});
