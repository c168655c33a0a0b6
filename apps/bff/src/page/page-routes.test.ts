import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from '../testing/fake-cloud.ts';
import { send } from '../testing/test-browser.ts';
import { startTestConsole, type TestConsole } from '../testing/test-console.ts';

describe('pageRoutes', () => {
  const script = 'console.log("x");'.repeat(200);
  let webRoot: string;
  let cloud: FakeCloud;
  let console: TestConsole;

  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), 'console-web-'));
    await mkdir(join(webRoot, 'assets'));
    await writeFile(
      join(webRoot, 'index.html'),
      '<meta content="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
    );
    await writeFile(join(webRoot, 'assets', 'index-abc123.js'), script);
    for (const worker of ['transfer.worker-abc123.js', 'export.worker-a_b-c1.js', 'other.worker-abc123.js']) {
      await writeFile(join(webRoot, 'assets', worker), script);
    }
    await writeFile(join(webRoot, 'favicon.svg'), '<svg/>');
    await writeFile(join(webRoot, '.secret'), 'no');
    cloud = await startFakeCloud();
    console = await startTestConsole({ authUrl: cloud.authUrl, webRoot });
  });
  afterAll(async () => {
    await console.stop();
    await cloud.close();
    await rm(webRoot, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}) => send(console.url, { path, headers });

  it('send index.html with the nonce of its policy, a new one each time', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/login', '/compute/images/abc.def/edit?x=1']) {
      const answer = await get(path);
      const nonce = /nonce="([^"]+)"/.exec(answer.text)?.[1] ?? '';
      nonces.add(nonce);
      expect(answer.text).not.toContain('__CSP_NONCE__');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect(nonces.size).toBe(3);
  });

  const policyOf = async (file: string) => String((await get(`/assets/${file}`)).headers['content-security-policy']);

  it('allow WebAssembly in the transfer worker only', async () => {
    expect(await policyOf('transfer.worker-abc123.js')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(await policyOf('export.worker-a_b-c1.js')).not.toContain('unsafe');
    expect(await policyOf('index-abc123.js')).not.toContain('unsafe');
  });

  it('allow a blob worker in the export worker only, which may connect to nothing', async () => {
    expect(await policyOf('export.worker-a_b-c1.js')).toBe(
      "default-src 'none'; script-src 'self' blob:; worker-src blob:; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(await policyOf('transfer.worker-abc123.js')).not.toContain('blob:');
    expect(await policyOf('index-abc123.js')).not.toContain('blob:');
  });

  it('give an unknown worker the policy of the pages', async () => {
    expect(await policyOf('other.worker-abc123.js')).toContain("worker-src 'self'");
  });

  it('send built files compressed, and immutable under /assets', async () => {
    const answer = await get('/assets/index-abc123.js', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(answer.bytes).toString()).toBe(script);
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect((await get('/assets/index-abc123.js')).text).toBe(script);
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('answer 404 to an unknown path under /assets and /api', async () => {
    expect((await get('/assets/old.js')).json()).toMatchObject({ status: 404, code: 'notFound' });
    expect((await get('/api/nothing')).json()).toMatchObject({ status: 404, code: 'notFound' });
  });

  it('send no file from outside the directory and no hidden file', async () => {
    for (const path of [
      '/.secret',
      '/assets/../.secret',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      const answer = await get(path);
      expect(answer.text).not.toMatch(/^no$|root:|"private"/);
    }
  });

  it('send the runtime configuration before sign-in', async () => {
    expect((await get('/api/config')).json()).toMatchObject({
      profile: 'ecf',
      policy: 'ecf',
      adminProject: 'Default/admin',
      embedded: false,
      locales: ['zh-CN', 'en-US'],
    });
  });

  it('are measured by route label, never by path', async () => {
    await get('/compute/images/some-id-that-is-private');
    const metrics = (await get('/metrics')).text;
    expect(metrics).toContain('console_request_seconds_count{route="spa"');
    expect(metrics).not.toContain('some-id-that-is-private');
  });
});
