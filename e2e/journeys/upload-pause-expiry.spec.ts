import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { type RunningConsole, setFaults, startConsole } from '../support/console.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { signIn } from '../support/sign-in.ts';
import { slowRead, startUpload } from '../support/upload-tray.ts';

let disk: DiskImage;
let shortPauseConsole: RunningConsole;

test.beforeAll(async () => {
  disk = await createRawFile(24);
  // A paused upload is kept for three seconds.
  shortPauseConsole = await startConsole({ env: { UPLOAD_AWAY_SECONDS: '3', EMBEDDED_SEED: '0' } });
});
test.afterAll(async () => {
  await disk.remove();
  await shortPauseConsole.stop();
});

test('a paused upload shows until when it is kept, and starts over without the form when resumed later', {
  tag: '@embedded',
}, async ({ page, language }) => {
  const name = `long pause ${Date.now()}`;
  await signIn(page, 'admin', language, `${shortPauseConsole.url}${createAddress}`);
  await setFaults(shortPauseConsole, [slowRead(MiB)]);
  const upload = await startUpload(page, language, name, disk.path);
  await expect.poll(upload.percent).toBeGreaterThan(0);
  await upload.button('暂停上传', 'Pause upload of').click();
  await expect(upload.row).toContainText(localized(language, '已暂停，保留到', 'Paused, kept until'));
  await expect(upload.row).toContainText(localized(language, '暂停时间过长', 'It was paused for too long'));
  expect(await upload.percent()).toBe(0);

  await setFaults(shortPauseConsole, []);
  await upload.button('继续上传', 'Resume upload of').click();
  await expect(upload.row).toContainText(localized(language, '已完成', 'Uploaded'));
  await expect(upload.row).toContainText(localized(language, '已从头重传 1 次', 'Started over once'));
  const cloud = await signInToCloud(shortPauseConsole.authUrl, 'admin');
  expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', os_hash_value: disk.sha512 }]);
});
