import { expect, type Page } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf } from '../support/labels.ts';
import { selectOption } from '../support/select-option.ts';
import { holdUploadAfterFirstSlice, startUpload, uploadRow } from '../support/upload-tray.ts';

interface SystemRequests {
  /** Titles of the notifications shown so far. */
  readonly notifications: readonly string[];
  /** Screen wake locks held at the moment. */
  readonly wakeLocks: number;
}

/** Records the notifications and wake locks that the page requests. Headless Chromium refuses wake locks, so they are replaced. */
async function recordSystemRequests(page: Page): Promise<() => Promise<SystemRequests>> {
  await page.addInitScript(() => {
    const notifications: string[] = [];
    let wakeLocks = 0;
    navigator.wakeLock.request = async (type = 'screen') => {
      wakeLocks += 1;
      const release = async () => {
        wakeLocks -= 1;
      };
      return Object.assign(new EventTarget(), { type, released: false, onrelease: null, release });
    };
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        notifications.push(title);
      }
    };
    Object.assign(window, { systemRequests: () => ({ notifications, wakeLocks }) });
  });
  return () => page.evaluate(() => (window as unknown as { systemRequests: () => SystemRequests }).systemRequests());
}

test.describe('upload in the background', () => {
  test.use({ language: 'zh-CN' });

  test('an upload survives a switch of project and language, holds a wake lock and notifies at its end', async ({
    page,
    context,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    // Several slices.
    const disk = await createRawFile(20);
    const name = `elsewhere ${Date.now()}`;
    await context.grantPermissions(['notifications']);
    const systemRequests = await recordSystemRequests(page);
    await signInAndOpen('admin', createAddress);
    const release = await holdUploadAfterFirstSlice(page);
    const upload = await startUpload(page, 'zh-CN', name, disk.path);
    const notifySwitch = page.getByRole('switch', { name: '结束时通知我' });
    await notifySwitch.click();
    await expect(notifySwitch).toBeChecked();
    await expect.poll(systemRequests).toEqual({ notifications: [], wakeLocks: 1 });

    await selectOption(page.getByLabel(labels.project, { exact: true }), 'dev');
    await expect(page.getByText('已切换到项目 dev')).toBeVisible();
    await expect(upload.row).toContainText('正在发送');
    await page.getByRole('button', { name: labels.language }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    const { row } = uploadRow(page, 'en-US', name);
    await expect(row).toContainText('Sending');

    // The image can only be verified in the project that owns it.
    release();
    await expect(row).toContainText('Switch to that project to continue');
    await selectOption(page.getByLabel(labelsOf('en-US').project, { exact: true }), 'admin');
    await expect(row).toContainText('Uploaded');
    await expect.poll(systemRequests).toEqual({ notifications: [`${name} is uploaded`], wakeLocks: 0 });
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', os_hash_value: disk.sha512 }]);
    await disk.remove();
  });
});
