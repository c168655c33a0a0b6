import { type DiskImage, fingerprint, makeQcow2 } from '../support/disk-image.ts';
import { expect, languages, signIn, test, words } from '../support/journey.ts';

let disk: DiskImage;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  disk = await makeQcow2(256, '测试 disk.qcow2');
  console.log(`  qcow2 of ${disk.size} bytes, made by ${disk.madeBy}`);
});
test.afterAll(() => disk.remove());

for (const language of languages) {
  const w = words[language];

  test(`the administrator makes an image from a file, sees it become active, gets the same bytes back and deletes it (${language})`, async ({
    page,
  }, info) => {
    const name = `Journey ${language} ${info.workerIndex}-${Date.now()} 镜像`;

    await signIn(page, 'admin', language, '/');
    await expect(page.getByRole('table')).toBeVisible();
    await page.getByRole('button', { name: w.products }).click();
    await page
      .getByRole('link', { name: w.images, exact: true })
      .or(page.getByRole('menuitem', { name: w.images, exact: true }))
      .first()
      .click();
    await expect(page.getByRole('table')).toBeVisible();

    await page
      .getByRole('link', { name: w.create })
      .or(page.getByRole('button', { name: w.create }))
      .first()
      .click();
    await page.locator('input[type=file]').setInputFiles(disk.path);
    // The bytes have been read: a name is suggested.
    await expect(page.getByLabel(w.name, { exact: true })).toHaveValue('测试 disk');
    await page.getByLabel(w.name, { exact: true }).fill(name);
    await page.getByLabel(w.description, { exact: true }).fill('从文件创建 / from a file');
    await page.getByRole('button', { name: w.submit, exact: true }).click();

    // Progress is seen on the way: a transfer with a bar that says how far it is.
    await expect(page.getByRole('progressbar').first()).toBeVisible();

    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row.getByText(w.active)).toBeVisible({ timeout: 60_000 });

    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByText(disk.sha512)).toBeVisible();

    await page.getByRole('button', { name: w.download, exact: true }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: w.download, exact: true }).click();
    const download = await started;
    expect(download.suggestedFilename()).toBe(`${name}.qcow2`);
    expect(await fingerprint(await download.path())).toEqual({ size: disk.size, sha512: disk.sha512 });
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: w.delete, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: w.delete }).click();
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
  });
}
