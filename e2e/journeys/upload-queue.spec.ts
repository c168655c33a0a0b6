import { expect, type Page } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { slowRead, uploadRow } from '../support/upload-tray.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
const big = { ...smallRawFile, buffer: Buffer.alloc(12 * MiB, 9) };

/** Names in the order of the tray. */
async function order(page: Page): Promise<readonly string[]> {
  const rows = await page.getByRole('dialog').getByRole('listitem').all();
  return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
}

for (const language of languages) {
  const labels = labelsOf(language);

  test(`several uploads take their turn, change places, and run beside each other when wanted (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, faults, cloud }) => {
    const names = ['first', 'second', 'third'].map((word) => `${word} ${language} ${Date.now()}`);
    const [first = '', second = '', third = ''] = names;
    await page.addInitScript(() => {
      if (localStorage.getItem('console.uploads.parallel') === null) {
        localStorage.setItem('console.uploads.parallel', '1');
      }
    });
    await faults.set(slowRead(MiB / 4));
    await signInAndOpen('admin', language, at);
    for (const name of names) {
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.file.setInputFiles(name === first ? big : smallRawFile);
      await expect(form.summary).toContainText('RAW');
      await form.submit.click();
      await expect(uploadRow(page, language, name).row).toBeVisible();
      if (name !== third) await page.getByRole('link', { name: labels.create }).click();
    }
    const waits = localized(language, '等待其他上传完成', 'Starts by itself when the uploads before it have ended');
    await expect(uploadRow(page, language, second).row).toContainText(waits);
    await page.getByRole('button', { name: localized(language, `上移 ${third}`, `Move ${third} up`) }).click();
    expect(await order(page)).toEqual([first, third, second]);

    await faults.clear();
    await page.getByRole('dialog').getByText('3', { exact: true }).click();
    for (const name of [third, second]) {
      await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Uploaded'));
      expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active' }]);
    }
    // Not over yet, and so above those that are.
    expect((await order(page))[0]).toBe(first);
  });
}
