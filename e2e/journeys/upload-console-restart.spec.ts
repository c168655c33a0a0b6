import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { setFaults, startConsole } from '../support/console.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { signIn } from '../support/sign-in.ts';
import { slowRead, startUpload } from '../support/upload-tray.ts';

const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;
let stateDir: string;

test.beforeAll(async () => {
  disk = await createRawFile(16);
  stateDir = await mkdtemp(join(tmpdir(), 'image-console-restart-'));
});
test.afterAll(async () => {
  await disk.remove();
  await rm(stateDir, { recursive: true, force: true });
});

/** A port that is free now, for a console that must come back at the same address. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

test.describe('a console that comes back', { tag: '@embedded' }, () => {
  test('is killed in the middle of an upload: the same image is sent again from zero, by itself', async ({ page }) => {
    const name = `restarted ${Date.now()}`;
    const env = { CONSOLE_PORT: String(await freePort()), EMBEDDED_SEED: '0' };
    const first = await startConsole({ stateDir, env });
    await signIn(page, 'admin', 'zh-CN', `${first.url}/compute/images/create`);
    await setFaults(first, [slowRead(3 * MiB)]);
    const upload = await startUpload(page, 'zh-CN', name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    const [before] = await findImagesByName(await signInToCloud(first.authUrl, 'admin'), name);
    first.process.kill('SIGKILL');
    await expect(upload.row).toContainText('正在重新连接');

    const second = await startConsole({ stateDir, env });
    await expect(upload.row).toContainText('已从头重传 1 次', { timeout: 40_000 });
    await expect(upload.row).toContainText('已完成', { timeout: 40_000 });
    expect(await findImagesByName(await signInToCloud(second.authUrl, 'admin'), name)).toMatchObject([
      { id: before?.id, status: 'active', os_hash_value: disk.sha512 },
    ]);
    await second.stop();
  });
});
