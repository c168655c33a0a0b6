import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from './testing/fake-cloud.ts';
import { send } from './testing/test-browser.ts';
import { startTestConsole } from './testing/test-console.ts';

describe('an orderly stop', () => {
  let cloud: FakeCloud;
  beforeEach(async () => {
    cloud = await startFakeCloud();
  });
  afterEach(() => cloud.close());

  const file = '/api/image/v2/images/11111111-2222-4333-8444-555555555555/file?filename=a.raw';

  it('lets a running download end', async () => {
    const console = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_STOP_SECONDS: '30' } });
    const admin = console.browser();
    await admin.signIn('admin');
    const begun = new Promise<() => void>((began) => {
      cloud.answerWith((_req, res) => {
        res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '6' }).write('abc');
        began(() => res.end('def'));
      });
    });
    const download = admin.send({ path: file });
    const finish = await begun;
    const stopped = console.stop();
    finish();
    expect((await download).text).toBe('abcdef');
    await stopped;
    await expect(send(console.url, { path: '/healthz' })).rejects.toThrow();
  });

  it('cuts one that does not end in time', async () => {
    const console = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_STOP_SECONDS: '0' } });
    const admin = console.browser();
    await admin.signIn('admin');
    const begun = new Promise<void>((began) => {
      cloud.answerWith((_req, res) => {
        res.writeHead(200, { 'content-type': 'application/octet-stream' }).write('abc');
        began();
      });
    });
    const download = admin.send({ path: file });
    const cut = expect(download).rejects.toThrow();
    await begun;
    await console.stop();
    await cut;
  });
});
