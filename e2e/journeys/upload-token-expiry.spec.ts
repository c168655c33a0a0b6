import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Devcloud, startDevcloud } from '@console/devcloud';
import { expect } from '@playwright/test';
import { accountOf } from '../support/accounts.ts';
import { findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf } from '../support/labels.ts';
import { signIn } from '../support/sign-in.ts';
import { holdUploadAfterFirstSlice, startUpload } from '../support/upload-tray.ts';

const TOKEN_SECONDS = 10;
let disk: Omit<DiskImage, 'madeBy'>;
let folder: string;
let shortLived: Devcloud;
let runningConsole: RunningConsole;

test.beforeAll(async () => {
  // More than one slice.
  disk = await createRawFile(24);
  folder = await mkdtemp(join(tmpdir(), 'image-console-short-'));
  shortLived = await startDevcloud({ stateDir: folder, seed: 0, tokenTtlSeconds: TOKEN_SECONDS });
  const cloud = { OS_AUTH_URL: shortLived.authUrl, CLOUD_PROFILE: 'ecf', CONSOLE_POLICY: 'ecf' };
  runningConsole = await startConsole({ env: cloud });
});
test.afterAll(async () => {
  await runningConsole.stop();
  await shortLived.close();
  await rm(folder, { recursive: true, force: true });
  await disk.remove();
});

test('a token that expires in the middle of an upload: signing in again in place, and it goes on to the same bytes', {
  tag: '@embedded',
}, async ({ page, context }) => {
  const labels = labelsOf('zh-CN');
  const name = `expired ${Date.now()}`;
  await signIn(page, 'admin', 'zh-CN', `${runningConsole.url}/compute/images/create`);
  const goOn = await holdUploadAfterFirstSlice(page);
  const upload = await startUpload(page, 'zh-CN', name, disk.path);
  await expect.poll(upload.percent).toBeGreaterThan(0);
  const other = await context.newPage();
  await other.goto(`${runningConsole.url}/compute/images?lang=zh-CN`);
  await page.bringToFront();
  const dialog = page.getByRole('dialog', { name: labels.sessionEnded });
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  goOn();
  await expect(upload.row).toContainText('等待重新登录');
  // It looks at the image that moves.
  const otherDialog = other.getByRole('dialog', { name: labels.sessionEnded });
  await expect(otherDialog).toBeVisible();

  await dialog.getByLabel(labels.password, { exact: true }).fill(accountOf('admin').password);
  await dialog.getByRole('button', { name: labels.signInAgain }).click();
  await expect(dialog).toHaveCount(0);
  await expect(otherDialog).toHaveCount(0);
  await expect(upload.row).toContainText('已完成', { timeout: 30_000 });
  await expect(upload.row).not.toContainText('从头重传');
  expect(await findImagesByName(await signInToCloud(shortLived.authUrl, 'admin'), name)).toMatchObject([
    { status: 'active', os_hash_value: disk.sha512 },
  ]);
});
