import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { slowRead, startUpload, uploadRow } from '../support/upload-tray.ts';

const largeFile = { ...smallRawFile, buffer: Buffer.alloc(12 * MiB, 9) };

test('queued uploads wait for the running one, can change their order and can run in parallel', {
  tag: '@embedded',
}, async ({ page, language, labels, signInAndOpen, faults, cloud }) => {
  const [first, second, third] = ['first', 'second', 'third'].map((word) => `${word} ${Date.now()}`) as [
    string,
    string,
    string,
  ];
  const rowNames = async () => {
    const rows = await page.getByRole('dialog').getByRole('listitem').all();
    return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
  };
  await page.addInitScript(() => {
    if (localStorage.getItem('console.uploads.parallel') === null) {
      localStorage.setItem('console.uploads.parallel', '1');
    }
  });
  await faults.set(slowRead(MiB / 4));
  await signInAndOpen('admin', createAddress);
  for (const name of [first, second, third]) {
    const { row } = await startUpload(page, language, name, name === first ? largeFile : smallRawFile);
    await expect(row).toBeVisible();
    if (name !== third) await page.getByRole('link', { name: labels.create }).click();
  }
  await expect(uploadRow(page, language, second).row).toContainText(
    localized(language, '等待其他上传完成', 'Starts by itself when the uploads before it have ended'),
  );
  await page.getByRole('button', { name: localized(language, `上移 ${third}`, `Move ${third} up`) }).click();
  expect(await rowNames()).toEqual([first, third, second]);

  await faults.clear();
  await page.getByRole('dialog').getByText('3', { exact: true }).click();
  for (const name of [third, second]) {
    await expect(uploadRow(page, language, name).row).toContainText(localized(language, '已完成', 'Uploaded'));
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active' }]);
  }
  // Glance still reads the first upload slowly. Running uploads stand above completed ones.
  expect((await rowNames())[0]).toBe(first);
});
