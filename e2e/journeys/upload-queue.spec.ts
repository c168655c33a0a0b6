import type { Page } from '@playwright/test';
import { imagesNamed } from '../support/cloud.ts';
import { createForm } from '../support/create-form.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { slowly, trayRow } from '../support/uploads.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
const big = { ...smallRaw, buffer: Buffer.alloc(12 * MiB, 9) };

/** Names in the order of the tray. */
async function order(page: Page): Promise<readonly string[]> {
  const rows = await page.getByRole('dialog').getByRole('listitem').all();
  return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
}

for (const language of languages) {
  const w = words[language];

  test(`several uploads take their turn, change places, and run beside each other when wanted (${language})`, {
    tag: '@embedded',
  }, async ({ page, enter, fail, cloud }) => {
    const names = ['first', 'second', 'third'].map((word) => `${word} ${language} ${Date.now()}`);
    const [first = '', second = '', third = ''] = names;
    await page.addInitScript(() => {
      if (localStorage.getItem('console.uploads.parallel') === null) {
        localStorage.setItem('console.uploads.parallel', '1');
      }
    });
    await fail(slowly(MiB / 4));
    await enter('admin', language, at);
    for (const name of names) {
      const form = createForm(page, language);
      await form.name.fill(name);
      await form.file.setInputFiles(name === first ? big : smallRaw);
      await expect(form.summary).toContainText('RAW');
      await form.submit.click();
      await expect(trayRow(page, language, name).row).toBeVisible();
      if (name !== third) await page.getByRole('link', { name: w.create }).click();
    }
    const waits = say(language, '等待其他上传完成', 'Starts by itself when the uploads before it have ended');
    await expect(trayRow(page, language, second).row).toContainText(waits);
    await page.getByRole('button', { name: say(language, `上移 ${third}`, `Move ${third} up`) }).click();
    expect(await order(page)).toEqual([first, third, second]);

    await fail();
    await page.getByRole('dialog').getByText('3', { exact: true }).click();
    for (const name of [third, second]) {
      await expect(trayRow(page, language, name).row).toContainText(say(language, '已完成', 'Uploaded'));
      expect(await imagesNamed(cloud, name)).toMatchObject([{ status: 'active' }]);
    }
    // Not over yet, and so above those that are.
    expect((await order(page))[0]).toBe(first);
  });
}
