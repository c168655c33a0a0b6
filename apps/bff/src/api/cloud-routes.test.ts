import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeCloud, sendJson, startFakeCloud } from '../testing/fake-cloud.ts';
import { send, type TestBrowser } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';

const image = '/api/image/v2/images/11111111-2222-4333-8444-555555555555';

describe('cloudRoutes', () => {
  let cloud: FakeCloud;
  let console: TestConsole;
  let admin: TestBrowser;

  beforeEach(async () => {
    cloud = await startFakeCloud();
    console = await startTestConsole({ authUrl: cloud.authUrl, timeouts: { firstByteMs: 300 } });
    admin = console.browser();
    await admin.signIn('admin');
  });
  afterEach(async () => {
    await console.stop();
    await cloud.close();
  });

  it('sends the token and none of the browser’s other headers', async () => {
    await admin.send({
      path: '/api/image/v2/images?a=1&b=%E5%90%8D',
      headers: {
        accept: 'text/html',
        authorization: 'Basic x',
        'x-auth-token': 'mine',
        'x-forwarded-for': '1.2.3.4',
        'x-roles': 'admin',
        origin: console.url,
        expect: '100-continue',
      },
    });
    const [hit] = cloud.hits;
    expect(hit?.url).toBe('/image/v2/images?a=1&b=%E5%90%8D');
    expect(hit?.headers).toMatchObject({ accept: 'application/json', 'x-auth-token': 'admin/p-admin' });
    expect(Object.keys(hit?.headers ?? {}).sort()).toEqual(
      ['accept', 'connection', 'host', 'user-agent', 'x-auth-token', 'x-openstack-request-id'].sort(),
    );
  });

  it('sends the browser only listed headers, with a Location at the BFF', async () => {
    cloud.answerWith((req, res) => {
      res.setHeader('set-cookie', 'a=b');
      res.setHeader('server', 'uwsgi');
      res.setHeader('access-control-allow-origin', '*');
      res.setHeader('x-openstack-request-id', 'req-of-the-cloud');
      res.setHeader('openstack-image-import-methods', 'web-download');
      res.setHeader('location', `http://${req.headers.host}/image/v2/images/abc`);
      sendJson(res, 201, {});
    });
    const answer = await admin.sendJson('POST', '/api/image/v2/images', {});
    expect(answer.status).toBe(201);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers.server).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['openstack-image-import-methods']).toBe('web-download');
    expect(answer.headers.location).toBe('/api/image/v2/images/abc');
  });

  it('keeps a well-formed request id from the browser to the cloud and replaces any other', async () => {
    const requestId = 'req-01234567-89ab-4cde-8f01-23456789abcd';
    const answer = await admin.send({ path: image, headers: { 'x-openstack-request-id': requestId } });
    expect(answer.headers['x-openstack-request-id']).toBe(requestId);
    expect(cloud.hits[0]?.headers['x-openstack-request-id']).toBe(requestId);
    expect(console.log()).toContain(requestId);

    const other = await admin.send({ path: image, headers: { 'x-openstack-request-id': 'junk' } });
    expect(other.headers['x-openstack-request-id']).toMatch(/^req-[0-9a-f-]{36}$/);
  });

  it('forwards the cloud’s own errors unchanged', async () => {
    cloud.answerWith((_req, res) => sendJson(res, 409, { message: 'in use', code: '409 Conflict', title: 'Conflict' }));
    const answer = await admin.send({ method: 'DELETE', path: image });
    expect(answer.status).toBe(409);
    expect(answer.json()).toEqual({ message: 'in use', code: '409 Conflict', title: 'Conflict' });
  });

  it('inserts the project’s id into Cinder’s paths', async () => {
    await admin.send({ path: '/api/volume/v3/volumes/detail?limit=5' });
    expect(cloud.hits[0]?.url).toBe('/volume/v3/p-admin/volumes/detail?limit=5');
  });

  it('answers cloudUnreachable while the cloud is down and keeps the session', async () => {
    const { host } = new URL(cloud.authUrl);
    await cloud.close();
    const at = { service: 'image', host };
    expect((await admin.send({ path: image })).json()).toMatchObject({ status: 502, code: 'cloudUnreachable', at });
    expect((await admin.send({ path: '/api/session' })).status).toBe(200);
  });

  it('answers cloudTimeout when the cloud does not answer', async () => {
    cloud.answerWith(() => undefined);
    const { host } = new URL(cloud.authUrl);
    expect((await admin.send({ path: '/api/volume/v3/types' })).json()).toMatchObject({
      status: 504,
      code: 'cloudTimeout',
      at: { service: 'volume', host },
    });
  });

  it.each([
    [200, 'cloudNonsense', 502],
    [500, 'cloudNonsense', 502],
    [302, 'cloudNonsense', 502],
    [502, 'cloudUnreachable', 502],
    [504, 'cloudTimeout', 504],
  ])('answers an HTML page with status %i as %s', async (status, code, answered) => {
    cloud.answerWith((_req, res) => {
      res.writeHead(status, { 'content-type': 'text/html' }).end('<html>secret host name</html>');
    });
    const answer = await admin.send({ path: image });
    const at = { service: 'image', host: new URL(cloud.authUrl).host };
    expect(answer.json()).toMatchObject({ status: answered, code, upstream: { status }, at });
    expect(answer.text).not.toContain('secret host');
  });

  it.each([
    [401, 'text/plain', 'sessionGone'],
    [502, 'text/html', 'cloudUnreachable'],
    [200, 'text/html', 'cloudNonsense'],
  ])('classifies %i %s in response to a plain PUT as %s', async (status, type, code) => {
    cloud.answerWith((req, res) => {
      req.on('end', () => res.writeHead(status, { 'content-type': type }).end('<script>')).resume();
    });
    const answer = await admin.send({ method: 'PUT', path: `${image}/file`, body: 'abc' });
    expect(answer.json()).toMatchObject({ code });
    expect((await admin.send({ path: '/api/session' })).status).toBe(code === 'sessionGone' ? 401 : 200);
  });

  it('ends the session when the cloud refuses the token', async () => {
    cloud.answerWith((_req, res) => res.writeHead(401, { 'content-type': 'text/plain' }).end('Unauthorized'));
    expect((await admin.send({ path: image })).json()).toMatchObject({ status: 401, code: 'sessionGone' });
    expect((await admin.send({ path: '/api/session' })).json()).toMatchObject({ status: 401, code: 'sessionGone' });
  });

  it.each(['GET', 'DELETE'])('repeats %s once when the cloud has closed the kept-alive connection', async (method) => {
    await admin.send({ path: image });
    let resets = 0;
    cloud.answerWith((req, res) => {
      if (resets === 0) {
        resets += 1;
        req.socket.resetAndDestroy();
      } else {
        sendJson(res, 200, { repeated: true });
      }
    });
    expect((await admin.send({ method, path: image })).json()).toEqual({ repeated: true });
  });

  it('does not repeat a POST', async () => {
    await admin.send({ path: image });
    cloud.answerWith((req) => void req.socket.resetAndDestroy());
    const before = cloud.hits.length;
    const answer = await admin.sendJson('POST', '/api/image/v2/images', {});
    expect(answer.json()).toMatchObject({ code: 'cloudUnreachable' });
    expect(cloud.hits.length).toBe(before + 1);
  });

  it('refuses a DELETE with a body', async () => {
    const answer = await admin.send({ method: 'DELETE', path: image, body: 'GET /v2/images HTTP/1.1\r\n\r\n' });
    expect(answer.json()).toMatchObject({ code: 'badRequest' });
    expect(cloud.hits).toEqual([]);
  });

  it.each([
    ['another type', 'text/plain', '{}', 415],
    ['another charset', 'application/json; charset=utf-7', '{}', 415],
    ['incomplete JSON', 'application/json', '{"name":', 400],
    ['bytes that are not UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 400],
    ['more than 1 MiB', 'application/json', `"${'x'.repeat(1024 * 1024)}"`, 413],
  ])('refuses a write with %s (%s)', async (_what, type, body, status) => {
    const answer = await admin.send({ method: 'PATCH', path: image, headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status);
    expect(cloud.hits).toEqual([]);
  });

  it.each([
    ['a query parameter', 'DELETE', '?force=true', undefined],
    ['a key of the body', 'POST', '/members', '{"member":"p-dev","status":"accepted"}'],
    ['a body', 'POST', '/actions/deactivate', '{}'],
  ])('refuses %s that the route does not have', async (_part, method, rest, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await admin.send({ method, path: image + rest, headers, ...(body === undefined ? {} : { body }) });
    expect(answer.json()).toMatchObject({ code: 'badRequest' });
    expect(cloud.hits).toEqual([]);
  });

  it('forwards a JSON patch unchanged, with its length and type', async () => {
    const type = 'application/openstack-images-v2.1-json-patch';
    const body = '[{"op": "replace", "path": "/name", "value": "名"}]';
    let received = '';
    cloud.answerWith((req, res) => {
      req.on('data', (part) => {
        received += String(part);
      });
      req.on('end', () => sendJson(res, 200, {}));
    });
    const answer = await admin.send({ method: 'PATCH', path: image, headers: { 'content-type': type }, body });
    expect([answer.status, received]).toEqual([200, body]);
    expect(cloud.hits[0]?.headers).toMatchObject({
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
    });
    expect(cloud.hits[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  it('answers 502 to a malformed response and keeps serving', async () => {
    cloud.answerWith(
      (req) => void req.socket.end('HTTP/1.1 099 X\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'),
    );
    expect((await admin.send({ path: image })).status).toBe(502);
    expect((await admin.sendJson('POST', '/api/image/v2/images', {})).status).toBe(502);
    expect((await send(console.url, { path: '/healthz' })).status).toBe(200);
  });

  it('counts a browser that leaves before the response as 499', async () => {
    const reached = new Promise<void>((resolve) => {
      cloud.answerWith(() => resolve());
    });
    const gone = new AbortController();
    const headers = { cookie: admin.cookie() ?? '' };
    const response = fetch(`${console.url}${image}/members`, { headers, signal: gone.signal });
    await reached;
    gone.abort();
    await expect(response).rejects.toThrow();
    await expect.poll(console.log).toContain('"status":499');
    const metrics = (await send(console.url, { path: '/metrics' })).text;
    expect(metrics).toContain('route="/api/image/v2/images/{id}/members",method="GET",status="499"');
  });

  it('closes the connection to the cloud when the browser cancels a download', async () => {
    const left = new Promise<void>((done) => {
      cloud.answerWith((req, res) => {
        res.writeHead(200, { 'content-type': 'application/octet-stream' }).write('some bytes');
        req.socket.once('close', () => done());
      });
    });
    const answer = await fetch(`${console.url}${image}/file`, { headers: { cookie: admin.cookie() ?? '' } });
    await answer.body?.cancel();
    await left;
  });
});

describe('a download through cloudRoutes', () => {
  const bytes = Buffer.from('0123456789');
  let cloud: FakeCloud;
  let console: TestConsole;
  let admin: TestBrowser;

  beforeAll(async () => {
    cloud = await startFakeCloud();
    console = await startTestConsole({ authUrl: cloud.authUrl });
    admin = console.browser();
    await admin.signIn('admin');
    cloud.answerWith((req, res) => {
      if (!req.url?.includes('/file'))
        return sendJson(res, 200, { id: 'i', status: 'active', name: '数据库 "v1"/2', disk_format: 'qcow2' });
      const range = req.headers.range === 'bytes=2-4';
      const md5 = { 'content-md5': '781e5e245d69b566979b86e28d23f2c7', 'content-type': 'application/octet-stream' };
      if (!range) return res.writeHead(200, { ...md5, 'content-length': '10' }).end(bytes);
      return res
        .writeHead(206, { ...md5, 'content-length': '3', 'content-range': 'bytes 2-4/10' })
        .end(bytes.subarray(2, 5));
    });
  });
  afterAll(async () => {
    await console.stop();
    await cloud.close();
  });

  it('has length, checksum and a file name in any script', async () => {
    const answer = await admin.send({ path: `${image}/file?filename=${encodeURIComponent('系统 盘.qcow2')}` });
    expect(answer.bytes).toEqual(bytes);
    expect(answer.headers).toMatchObject({
      'content-length': '10',
      'content-md5': '781e5e245d69b566979b86e28d23f2c7',
      'content-disposition': `attachment; filename="__ _.qcow2"; filename*=UTF-8''${encodeURIComponent('系统 盘.qcow2')}`,
      'accept-ranges': 'bytes',
    });
    expect(cloud.hits.at(-1)?.url).not.toContain('filename');
  });

  it('has the image’s name when the browser asks for none', async () => {
    const answer = await admin.send({ path: `${image}/file` });
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('数据库 _v1__2.qcow2'));
  });

  it('has the requested range', async () => {
    const answer = await admin.send({ path: `${image}/file?filename=a.raw`, headers: { range: 'bytes=2-4' } });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe('bytes 2-4/10');
    expect(answer.text).toBe('234');
  });

  it('breaks off when the cloud breaks off', async () => {
    cloud.answerWith((req, res) => {
      res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '10' }).write('0123');
      void once(res, 'drain');
      setImmediate(() => req.socket.destroy());
    });
    await expect(admin.send({ path: `${image}/file?filename=a.raw` })).rejects.toThrow();
  });
});
