import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { setFaults, startConsole } from '../support/console.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { signIn } from '../support/sign-in.ts';
import { slowRead, startUpload } from '../support/upload-tray.ts';

let disk: DiskImage;
let stateDir: string;

test.beforeAll(async () => {
  disk = await createRawFile(16);
  stateDir = await mkdtemp(join(tmpdir(), 'image-console-restart-'));
});
test.afterAll(async () => {
  await disk.remove();
  await rm(stateDir, { recursive: true, force: true });
});

/** Finds a free port, for a console that has to return at the same address. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

test('an upload restarts by itself into the same image after the console was killed and started again', {
  tag: '@embedded',
}, async ({ page, language }) => {
  const name = `restarted ${Date.now()}`;
  const env = { CONSOLE_PORT: String(await freePort()), EMBEDDED_SEED: '0' };
  const killedConsole = await startConsole({ stateDir, env });
  await signIn(page, 'admin', language, `${killedConsole.url}${createAddress}`);
  await setFaults(killedConsole, [slowRead(3 * MiB)]);
  const { row, percent } = await startUpload(page, language, name, disk.path);
  await expect.poll(percent).toBeGreaterThan(0);
  const [image] = await findImagesByName(await signInToCloud(killedConsole.authUrl, 'admin'), name);
  killedConsole.process.kill('SIGKILL');
  await expect(row).toContainText(localized(language, '正在重新连接', 'Reconnecting'));

  const restartedConsole = await startConsole({ stateDir, env });
  await expect(row).toContainText(localized(language, '已从头重传 1 次', 'Started over once'), { timeout: 40_000 });
  await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 40_000 });
  const cloud = await signInToCloud(restartedConsole.authUrl, 'admin');
  expect(await findImagesByName(cloud, name)).toMatchObject([
    { id: image?.id, status: 'active', os_hash_value: disk.sha512 },
  ]);
  await restartedConsole.stop();
});
