import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from './testing/fake-cloud.ts';
import { send } from './testing/test-browser.ts';
import { startTestConsole } from './testing/test-console.ts';

describe('the stop of startConsole', () => {
  let cloud: FakeCloud;
  beforeEach(async () => {
    cloud = await startFakeCloud();
  });
  afterEach(() => cloud.close());

  const file = '/api/image/v2/images/11111111-2222-4333-8444-555555555555/file?filename=a.raw';

  it('waits for a running download', async () => {
    const console = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_STOP_SECONDS: '30' } });
    const admin = console.browser();
    await admin.signIn('admin');
    const started = new Promise<() => void>((resolve) => {
      cloud.answerWith((_req, res) => {
        res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '6' }).write('abc');
        resolve(() => res.end('def'));
      });
    });
    const download = admin.send({ path: file });
    const finish = await started;
    const stopped = console.stop();
    finish();
    expect((await download).text).toBe('abcdef');
    await stopped;
    await expect(send(console.url, { path: '/healthz' })).rejects.toThrow();
  });

  it('cuts a download that does not end in time', async () => {
    const console = await startTestConsole({ authUrl: cloud.authUrl, env: { CONSOLE_STOP_SECONDS: '0' } });
    const admin = console.browser();
    await admin.signIn('admin');
    const started = new Promise<void>((resolve) => {
      cloud.answerWith((_req, res) => {
        res.writeHead(200, { 'content-type': 'application/octet-stream' }).write('abc');
        resolve();
      });
    });
    const download = admin.send({ path: file });
    const cut = expect(download).rejects.toThrow();
    await started;
    await console.stop();
    await cut;
  });
});
