import { expect } from '@playwright/test';
import { createQcow2File, type DiskImage, sizeAndHash } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages } from '../support/labels.ts';
import { signIn } from '../support/sign-in.ts';

let disk: DiskImage;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  disk = await createQcow2File(256, '测试 disk.qcow2');
});
test.afterAll(() => disk.remove());

for (const language of languages) {
  const labels = labelsOf(language);

  test(`the administrator makes an image from a file, sees it become active, gets the same bytes back and deletes it (${language})`, async ({
    page,
  }, info) => {
    const name = `Journey ${language} ${info.workerIndex}-${Date.now()} 镜像`;

    await signIn(page, 'admin', language, '/');
    await expect(page.getByRole('table')).toBeVisible();
    await page.getByRole('button', { name: labels.products }).click();
    await page
      .getByRole('link', { name: labels.images, exact: true })
      .or(page.getByRole('menuitem', { name: labels.images, exact: true }))
      .first()
      .click();
    await expect(page.getByRole('table')).toBeVisible();

    await page
      .getByRole('link', { name: labels.create })
      .or(page.getByRole('button', { name: labels.create }))
      .first()
      .click();
    await page.locator('input[type=file]').setInputFiles(disk.path);
    // The bytes have been read: a name is suggested.
    await expect(page.getByLabel(labels.name, { exact: true })).toHaveValue('测试 disk');
    await page.getByLabel(labels.name, { exact: true }).fill(name);
    await page.getByLabel(labels.description, { exact: true }).fill('从文件创建 / from a file');
    await page.getByRole('button', { name: labels.submit, exact: true }).click();

    // Progress is seen on the way: a transfer with a bar that says how far it is.
    await expect(page.getByRole('progressbar').first()).toBeVisible();

    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row.getByText(labels.active)).toBeVisible({ timeout: 60_000 });

    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByText(disk.sha512)).toBeVisible();

    await page.getByRole('button', { name: labels.download, exact: true }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: labels.download, exact: true }).click();
    const download = await started;
    expect(download.suggestedFilename()).toBe(`${name}.qcow2`);
    expect(await sizeAndHash(await download.path())).toEqual({ size: disk.size, sha512: disk.sha512 });
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: labels.delete, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: labels.delete }).click();
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
  });
}
