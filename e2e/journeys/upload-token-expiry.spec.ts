import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Devcloud, startDevcloud } from '@console/devcloud';
import { expect } from '@playwright/test';
import { accountOf } from '../support/accounts.ts';
import { findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { signIn } from '../support/sign-in.ts';
import { holdUploadAfterFirstSlice, startUpload } from '../support/upload-tray.ts';

const TOKEN_TTL_SECONDS = 10;
let disk: DiskImage;
let stateDir: string;
let devcloud: Devcloud;
let shortTokenConsole: RunningConsole;

test.beforeAll(async () => {
  // Several slices.
  disk = await createRawFile(24);
  stateDir = await mkdtemp(join(tmpdir(), 'image-console-short-'));
  devcloud = await startDevcloud({ stateDir, seed: 0, tokenTtlSeconds: TOKEN_TTL_SECONDS });
  shortTokenConsole = await startConsole({
    env: { OS_AUTH_URL: devcloud.authUrl, CLOUD_PROFILE: 'ecf', CONSOLE_POLICY: 'ecf' },
  });
});
test.afterAll(async () => {
  await shortTokenConsole.stop();
  await devcloud.close();
  await rm(stateDir, { recursive: true, force: true });
  await disk.remove();
});

test('an upload whose token expires continues without a restart after the user has signed in again', {
  tag: '@embedded',
}, async ({ page, context, language, labels }) => {
  const name = `expired ${Date.now()}`;
  await signIn(page, 'admin', language, `${shortTokenConsole.url}${createAddress}`);
  const release = await holdUploadAfterFirstSlice(page);
  const { row, percent } = await startUpload(page, language, name, disk.path);
  await expect.poll(percent).toBeGreaterThan(0);
  const secondTab = await context.newPage();
  await secondTab.goto(`${shortTokenConsole.url}/compute/images`);
  await page.bringToFront();
  const dialog = page.getByRole('dialog', { name: labels.sessionEnded });
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  release();
  await expect(row).toContainText(localized(language, '等待重新登录', 'Waiting for sign-in'));
  // The second tab finds out because it polls the image whose status is moving.
  const secondDialog = secondTab.getByRole('dialog', { name: labels.sessionEnded });
  await expect(secondDialog).toBeVisible();

  await dialog.getByLabel(labels.password, { exact: true }).fill(accountOf('admin').password);
  await dialog.getByRole('button', { name: labels.signInAgain }).click();
  await expect(dialog).toHaveCount(0);
  await expect(secondDialog).toHaveCount(0);
  await expect(row).toContainText(localized(language, '已完成', 'Uploaded'), { timeout: 30_000 });
  await expect(row).not.toContainText(localized(language, '从头重传', 'Started over'));
  expect(await findImagesByName(await signInToCloud(devcloud.authUrl, 'admin'), name)).toMatchObject([
    { status: 'active', os_hash_value: disk.sha512 },
  ]);
});
