import type { Page } from '@playwright/test';
import { imagesNamed } from '../support/cloud.ts';
import { type DiskImage, makeRaw } from '../support/disk-image.ts';
import { expect, test, words } from '../support/journey.ts';
import { beginUpload, slowly, trayRow } from '../support/uploads.ts';

const MiB = 1024 * 1024;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  disk = await makeRaw(32);
});
test.afterAll(() => disk.remove());

interface Seen {
  /** Notifications of the system. */
  readonly told: readonly string[];
  /** Locks that keep the screen awake at the moment. */
  readonly held: number;
}

/** Lets the page do what it does, and writes down what of it is not to be seen on it. */
async function watchOutside(page: Page): Promise<() => Promise<Seen>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    const locks: WakeLockSentinel[] = [];
    const ask = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      const lock = await ask(type);
      locks.push(lock);
      return lock;
    };
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.push(title);
      }
    };
    Object.assign(window, { seen: () => ({ told, held: locks.filter((lock) => !lock.released).length }) });
  });
  return () => page.evaluate(() => (window as unknown as { seen: () => Seen }).seen());
}

test('another project and another language while an upload runs: it goes on, keeps the screen awake, and its end is told outside of the page', {
  tag: '@embedded',
}, async ({ page, context, enter, fail, cloud }) => {
  const w = words['zh-CN'];
  const name = `elsewhere ${Date.now()}`;
  await context.grantPermissions(['notifications']);
  const seen = await watchOutside(page);
  await enter('admin', 'zh-CN', '/compute/images/create');
  await fail(slowly(3 * MiB));
  const upload = await beginUpload(page, 'zh-CN', name, disk.path);
  const wish = page.getByRole('switch', { name: '结束时通知我' });
  await wish.click();
  await expect(wish).toBeChecked();
  await expect.poll(seen).toEqual({ told: [], held: 1 });

  await page.getByLabel(w.project, { exact: true }).selectOption('dev');
  await expect(page.getByText('已切换到项目 dev')).toBeVisible();
  await expect(upload.row).toContainText('正在发送');
  await page.getByRole('button', { name: w.language }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  const { row } = trayRow(page, 'en-US', name);

  // Whether it arrived whole can only be seen from where the image is.
  await expect(row).toContainText('Switch to that project to continue', { timeout: 40_000 });
  await page.getByLabel(words['en-US'].project, { exact: true }).selectOption('admin');
  await expect(row).toContainText('Uploaded');
  await expect.poll(seen).toEqual({ told: [`${name} is uploaded`], held: 0 });
  expect(await imagesNamed(cloud, name)).toMatchObject([{ status: 'active', os_hash_value: disk.sha512 }]);
});
