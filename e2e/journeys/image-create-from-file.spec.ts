import { expect } from '@playwright/test';
import { createQcow2File, sizeAndHash } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { signIn } from '../support/sign-in.ts';

test('an administrator can sign in, create an image from a qcow2 file, download the same bytes and delete it', async ({
  page,
  language,
  labels,
}) => {
  const disk = await createQcow2File(128, '测试 disk.qcow2');
  const name = `Journey ${Date.now()} 镜像`;
  const form = imageForm(page, language);

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
  await form.file.setInputFiles(disk.path);
  // The form proposes the file's name once it has read the file.
  await expect(form.name).toHaveValue('测试 disk');
  await form.name.fill(name);
  await form.description.fill('从文件创建 / from a file');
  await form.submit.click();
  await expect(page.getByRole('progressbar').first()).toBeVisible();

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row.getByText(labels.active)).toBeVisible({ timeout: 60_000 });
  await row.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText(disk.sha512)).toBeVisible();

  await page.getByRole('button', { name: labels.download, exact: true }).click();
  const downloadEvent = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: labels.download, exact: true }).click();
  const download = await downloadEvent;
  expect(download.suggestedFilename()).toBe(`${name}.qcow2`);
  expect(await sizeAndHash(await download.path())).toEqual({ size: disk.size, sha512: disk.sha512 });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: labels.delete, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: labels.delete }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
  await disk.remove();
});
