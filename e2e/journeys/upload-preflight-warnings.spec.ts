import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { accountOf } from '../support/accounts.ts';
import { createImage } from '../support/cloud-client.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';

/** A raw file in which every byte is the same. */
const rawFile = (mib: number, byte: number) => ({
  name: 'before.raw',
  mimeType: 'application/octet-stream',
  buffer: Buffer.alloc(mib * MiB, byte),
});

for (const language of languages) {
  test.describe(`preflight warnings, ${language}`, () => {
    test.use({ language });

    test('the form warns of an image with the same name, of the quota and of an image with the same content', {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults, cloud }) => {
      const name = `namesake ${Date.now()}`;
      const file = rawFile(3, language === 'zh-CN' ? 3 : 4);
      await createImage(cloud, { name }, file.buffer);
      await faults.set({
        match: { service: 'image', path: '/info/usage$' },
        effect: {
          kind: 'status',
          status: 200,
          body: JSON.stringify({ usage: { image_size_total: { limit: 10, usage: 9 } } }),
          contentType: 'application/json',
        },
      });
      await signInAndOpen('admin', createAddress);
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

    test('the form warns of a session that ends before the upload, and stays filled in after signing in again', async ({
      page,
      labels,
      signInAndOpen,
    }) => {
      // An upload rate of 10 bytes per second makes 2 MiB take longer than any session.
      await page.addInitScript(() => localStorage.setItem('console.uploads.rate', '10'));
      await signInAndOpen('admin', createAddress);
      const form = imageForm(page, language);
      await form.name.fill('long upload');
      await form.file.setInputFiles(rawFile(2, 5));
      await page.getByRole('button', { name: localized(language, '重新登录', 'Sign in again'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(labels.password, { exact: true }).fill(accountOf('admin').password);
      await page.getByRole('button', { name: labels.signInAgain }).click();
      await expect(dialog).toHaveCount(0);
      await expect(form.name).toHaveValue('long upload');
      await expect(form.summary).toContainText('before.raw');
    });
  });
}
