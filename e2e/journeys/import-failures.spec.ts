import type { FaultEffect, FaultRule } from '@console/devcloud';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile, smallRawFile } from '../support/disk-image.ts';
import { startFileServer } from '../support/file-server.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { startUpload, uploadRow } from '../support/upload-tray.ts';

const importFault = (effect: FaultEffect): FaultRule => ({
  match: { service: 'image', method: 'POST', path: '/import$' },
  effect,
});
const importAnswers500 = importFault({ kind: 'status', status: 500, body: 'boom' });

test.describe('an import that fails', { tag: '@embedded' }, () => {
  for (const language of languages) {
    test.describe(language, () => {
      test.use({ language });

      test('a VMDK is shown as importing, then detail page and tray show the reason', async ({
        page,
        labels,
        signInAndOpen,
        faults,
      }) => {
        const name = `no virtio ${Date.now()}`;
        const reason = 'virtio driver injection failed: no supported kernel in /boot';
        const message = localized(
          language,
          '云平台未能为镜像处理 virtio 驱动',
          'The cloud could not deal with the image’s virtio drivers',
        );
        await faults.set(importFault({ kind: 'import', ms: 2500, reason }));
        await signInAndOpen('admin', createAddress);
        const upload = await startUpload(page, language, name, await sampleFile('stream.vmdk'), 'VMDK');

        const listRow = page.getByRole('row').filter({ hasText: name });
        await expect(listRow.getByText(labels.importing)).toBeVisible();
        await expect(listRow.getByText(localized(language, '导入失败', 'Import failed'))).toBeVisible();
        await expect(upload.row).toContainText(message);
        await listRow.getByRole('link', { name }).click();
        const alert = page.getByRole('main').getByRole('alert');
        await expect(alert).toContainText(message);
        await alert.getByText(localized(language, '服务的原始回答', 'What the service said')).click();
        await expect(alert).toContainText(reason);
      });
    });
  }

  test('a URL whose import answers 500 leaves no image behind, and the form can be submitted again', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `import 500 ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await faults.set(importAnswers500);
    const form = imageForm(page, language);
    await form.name.fill(name);
    await form.urlSource.check();
    await form.url.fill('http://127.0.0.1:18081/disk.raw');
    await form.submit.click();
    const alert = form.alert.first();
    await expect(alert).toContainText(localized(language, '云平台服务异常', 'The cloud ran into an error'));
    await expect(alert).toContainText(localized(language, '已自动删除', 'has been removed'));
    await expect(alert).toContainText(labels.requestId);
    await expect(form.name).toHaveValue(name);
    expect(await findImagesByName(cloud, name)).toEqual([]);

    await faults.set(importFault({ kind: 'import', ms: 60_000 }));
    await form.submit.click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    const images = await findImagesByName(cloud, name);
    expect(images).toHaveLength(1);
    await cloud.image('DELETE', `/v2/images/${images[0]?.id}`);
  });

  test('a VMDK whose import answers 500 stays staged, and a retry imports it', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const name = `stage 500 ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    await faults.set(importAnswers500);
    const { row } = await startUpload(page, language, name, await sampleFile('stream.vmdk'), 'VMDK');
    await expect(row.getByRole('alert')).toContainText(
      localized(language, '云平台服务异常', 'The cloud ran into an error'),
    );
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'uploading' }]);
    await faults.clear();
    await row.getByRole('button', { name: language === 'zh-CN' ? /重试/ : /Try again|Retry/ }).click();
    await expect(row).toContainText(localized(language, '已完成', 'Uploaded'));
    const listRow = page.getByRole('row').filter({ hasText: name });
    await expect(listRow.getByText(labels.active)).toBeVisible({ timeout: 30_000 });
  });

  test.describe('after a lost response', () => {
    test.use({ language: 'en-US' });

    test('the import is followed, survives a reload without its URL, and can be retried with the URL typed again', async ({
      page,
      language,
      labels,
      signInAndOpen,
      faults,
      cloud,
    }) => {
      const server = await startFileServer(smallRawFile.buffer);
      const name = `remembered ${Date.now()}`;
      await signInAndOpen('admin', createAddress);
      await faults.set(
        importFault({ kind: 'import', ms: 2500, reason: 'conversion failed' }),
        importFault({ kind: 'truncate', bytes: 0 }),
      );
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.urlSource.check();
      await form.url.fill(`${server.url.replace('//', '//me:hush@')}/disk.raw?signature=hush`);
      await form.submit.click();
      await expect(page.getByRole('heading', { name })).toBeVisible();
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('hush');

      await page.reload();
      await page.getByRole('button', { name: /^Uploads, / }).click();
      const { row, button } = uploadRow(page, language, name);
      await expect(row.getByRole('alert')).toContainText('conversion failed');

      await faults.set({
        match: { service: 'image', method: 'GET', path: '/tasks$' },
        effect: { kind: 'status', status: 404, body: 'Not Found' },
      });
      await button('重试导入', 'Try again to import').click();
      await row.getByRole('textbox').fill(`${server.url}/disk.raw`);
      await button('重试导入', 'Try again to import').click();
      await expect(row).toContainText('Imported');
      await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
      expect(await findImagesByName(cloud, name)).toMatchObject([
        { status: 'active', size: smallRawFile.buffer.length },
      ]);
      await server.close();
    });
  });
});
