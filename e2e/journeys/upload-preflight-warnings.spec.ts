import { expect } from '@playwright/test';
import { accountOf } from '../support/accounts.ts';
import { createImage } from '../support/cloud-client.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';

const at = '/compute/images/create';
const MiB = 1024 * 1024;
const usage = (image_size_total: { limit: number; usage: number }) => ({
  match: { service: 'image' as const, path: '/info/usage$' },
  effect: {
    kind: 'status' as const,
    status: 200,
    body: JSON.stringify({ usage: { image_size_total } }),
    contentType: 'application/json',
  },
});
/** A raw file of so many MiB, every byte the same. */
const rawOf = (mib: number, byte: number) => ({
  name: 'before.raw',
  mimeType: 'application/octet-stream',
  buffer: Buffer.alloc(mib * MiB, byte),
});

for (const language of languages) {
  test(`what would faults or be in vain is said before the first byte (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, faults, cloud }) => {
    const name = `namesake ${language} ${Date.now()}`;
    const file = rawOf(3, language === 'zh-CN' ? 3 : 4);
    await createImage(cloud, { name }, file.buffer);
    await faults.set(usage({ limit: 10, usage: 9 }));
    await signInAndOpen('admin', language, at);
    const writes = recordWrites(page);
    const form = imageForm(page, language);

    await form.name.fill(name);
    await expect(
      page.getByText(localized(language, `已有名为“${name}”的镜像`, `already is an image named “${name}”`)),
    ).toBeVisible();
    await form.file.setInputFiles(file);
    await expect(
      page.getByText(localized(language, '超过项目镜像配额的剩余量（剩余 1 MiB，共 10 MiB）', '(1 MiB of 10 MiB)')),
    ).toBeVisible();
    await expect(
      page.getByText(
        localized(language, `已有内容完全相同的镜像“${name}”`, `already has exactly this file: image “${name}”`),
      ),
    ).toBeVisible();
    expect(writes).toEqual([]);
  });

  test(`a session that ends before the upload is said, and signing in again keeps the form (${language})`, async ({
    page,
    signInAndOpen,
  }) => {
    const labels = labelsOf(language);
    await page.addInitScript(() => localStorage.setItem('console.uploads.rate', '10'));
    await signInAndOpen('admin', language, at);
    const form = imageForm(page, language);
    await form.name.fill('long upload');
    await form.file.setInputFiles(rawOf(2, 5));
    await page.getByRole('button', { name: localized(language, '重新登录', 'Sign in again'), exact: true }).click();
    await page.getByRole('dialog').getByLabel(labels.password, { exact: true }).fill(accountOf('admin').password);
    await page.getByRole('button', { name: labels.signInAgain }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(form.name).toHaveValue('long upload');
    await expect(form.summary).toContainText('before.raw');
  });
}
