import { expect, type Page } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf } from '../support/labels.ts';
import { holdUploadAfterFirstSlice, startUpload, uploadRow } from '../support/upload-tray.ts';

let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  // Two slices.
  disk = await createRawFile(20);
});
test.afterAll(() => disk.remove());

interface Seen {
  /** Notifications of the system. */
  readonly told: readonly string[];
  /** Locks that keep the screen awake at the moment. */
  readonly held: number;
}

/** Writes down what the page asks of the system. */
async function watchOutside(page: Page): Promise<() => Promise<Seen>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    let held = 0;
    // A browser without a screen has nothing to keep awake, and refuses.
    navigator.wakeLock.request = async (type = 'screen') => {
      held += 1;
      const release = async () => {
        held -= 1;
      };
      return Object.assign(new EventTarget(), { type, released: false, onrelease: null, release });
    };
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.push(title);
      }
    };
    Object.assign(window, { seen: () => ({ told, held }) });
  });
  return () => page.evaluate(() => (window as unknown as { seen: () => Seen }).seen());
}

test('another project and another language while an upload runs: it goes on, keeps the screen awake, and its end is told outside of the page', async ({
  page,
  context,
  signInAndOpen,
  cloud,
}) => {
  const labels = labelsOf('zh-CN');
  const name = `elsewhere ${Date.now()}`;
  await context.grantPermissions(['notifications']);
  const seen = await watchOutside(page);
  await signInAndOpen('admin', 'zh-CN', '/compute/images/create');
  const goOn = await holdUploadAfterFirstSlice(page);
  const upload = await startUpload(page, 'zh-CN', name, disk.path);
  const wish = page.getByRole('switch', { name: '结束时通知我' });
  await wish.click();
  await expect(wish).toBeChecked();
  await expect.poll(seen).toEqual({ told: [], held: 1 });

  await page.getByLabel(labels.project, { exact: true }).selectOption('dev');
  await expect(page.getByText('已切换到项目 dev')).toBeVisible();
  await expect(upload.row).toContainText('正在发送');
  await page.getByRole('button', { name: labels.language }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  const { row } = uploadRow(page, 'en-US', name);

  await expect(row).toContainText('Sending');

  // Whether it arrived whole can only be seen from where the image is.
  goOn();
  await expect(row).toContainText('Switch to that project to continue');
  await page.getByLabel(labelsOf('en-US').project, { exact: true }).selectOption('admin');
  await expect(row).toContainText('Uploaded');
  await expect.poll(seen).toEqual({ told: [`${name} is uploaded`], held: 0 });
  expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', os_hash_value: disk.sha512 }]);
});
