import { expect } from '@playwright/test';
import { findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { type RunningConsole, setFaults, startConsole } from '../support/console.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { signIn } from '../support/sign-in.ts';
import { slowRead, startUpload } from '../support/upload-tray.ts';

const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;
let impatient: RunningConsole;

test.beforeAll(async () => {
  disk = await createRawFile(24);
  // A pause is over after three seconds.
  impatient = await startConsole({ env: { UPLOAD_AWAY_SECONDS: '3', EMBEDDED_SEED: '0' } });
});
test.afterAll(async () => {
  await disk.remove();
  await impatient.stop();
});

test.describe('a pause', { tag: '@embedded' }, () => {
  const language = 'zh-CN';
  test('says until when it holds; when that has passed, resuming starts over without the form', async ({ page }) => {
    const name = `long pause ${Date.now()}`;
    await signIn(page, 'admin', language, `${impatient.url}/compute/images/create`);
    await setFaults(impatient, [slowRead(MiB)]);
    const upload = await startUpload(page, language, name, disk.path);
    await expect.poll(upload.percent).toBeGreaterThan(0);
    await upload.button('暂停上传', 'Pause upload of').click();
    await expect(upload.row).toContainText('已暂停，保留到');
    await expect(upload.row).toContainText('暂停时间过长');
    expect(await upload.percent()).toBe(0);

    await setFaults(impatient, []);
    await upload.button('继续上传', 'Resume upload of').click();
    await expect(upload.row).toContainText('已完成');
    await expect(upload.row).toContainText('已从头重传 1 次');
    expect(await findImagesByName(await signInToCloud(impatient.authUrl, 'admin'), name)).toMatchObject([
      { status: 'active', os_hash_value: disk.sha512 },
    ]);
  });
});
