import type { FaultEffect, FaultRule } from '@console/devcloud';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, localized } from '../support/labels.ts';
import { uploadRow } from '../support/upload-tray.ts';

const onImport = (effect: FaultEffect): FaultRule => ({
  match: { service: 'image', method: 'POST', path: '/import$' },
  effect,
});
const reason = 'virtio driver injection failed: no supported kernel in /boot';

test.describe('an import that fails', { tag: '@embedded' }, () => {
  for (const language of ['zh-CN', 'en-US'] as const satisfies readonly Language[]) {
    const labels = labelsOf(language);

    test(`a VMDK is seen importing, then the reason is on its page and in the tray (${language})`, async ({
      page,
      signInAndOpen,
      faults,
    }) => {
      const name = `no virtio ${language} ${Date.now()}`;
      await faults.set(onImport({ kind: 'import', ms: 4000, reason }));
      await signInAndOpen('admin', language, '/compute/images/create');
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.file.setInputFiles(await sampleFile('stream.vmdk'));
      await expect(form.summary).toContainText('VMDK');
      await form.submit.click();

      const row = page.getByRole('row').filter({ hasText: name });
      await expect(row.getByText(labels.importing)).toBeVisible();
      await expect(row.getByText(localized(language, '导入失败', 'Import failed'))).toBeVisible();
      const said = localized(
        language,
        '云平台未能为镜像处理 virtio 驱动',
        'The cloud could not deal with the image’s virtio drivers',
      );
      await expect(uploadRow(page, language, name).row).toContainText(said);
      await row.getByRole('link', { name }).click();
      const notice = page.getByRole('main').getByRole('alert');
      await expect(notice).toContainText(said);
      await notice.getByText(localized(language, '服务的原始回答', 'What the service said')).click();
      await expect(notice).toContainText(reason);
    });
  }

  test('a URL whose import answers 500: said, the image removed, the form kept, and the next press goes through', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const labels = labelsOf('zh-CN');
    const name = `import 500 ${Date.now()}`;
    await signInAndOpen('admin', 'zh-CN', '/compute/images/create');
    await faults.set(onImport({ kind: 'status', status: 500, body: 'boom' }));
    const form = imageForm(page, 'zh-CN');
    await form.name.fill(name);
    await page.getByRole('radio', { name: 'URL', exact: true }).check();
    await page.getByRole('textbox', { name: 'URL', exact: true }).fill('http://127.0.0.1:18081/disk.raw');
    await form.submit.click();
    await expect(form.alert.first()).toContainText('云平台服务异常');
    await expect(form.alert.first()).toContainText('已自动删除');
    await expect(form.alert.first()).toContainText(labels.requestId);
    await expect(form.name).toHaveValue(name);
    expect(await findImagesByName(cloud, name)).toEqual([]);
    await faults.set(onImport({ kind: 'import', ms: 60_000 }));
    await form.submit.click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    const [made, ...others] = await findImagesByName(cloud, name);
    expect(others).toEqual([]);
    await cloud.image('DELETE', `/v2/images/${made?.id}`);
  });

  test('a VMDK whose import answers 500: the data is there, and trying again imports it', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const labels = labelsOf('zh-CN');
    const name = `stage 500 ${Date.now()}`;
    await signInAndOpen('admin', 'zh-CN', '/compute/images/create');
    await faults.set(onImport({ kind: 'status', status: 500, body: 'boom' }));
    const form = imageForm(page, 'zh-CN');
    await form.name.fill(name);
    await form.file.setInputFiles(await sampleFile('stream.vmdk'));
    await expect(form.summary).toContainText('VMDK');
    await form.submit.click();
    const upload = uploadRow(page, 'zh-CN', name);
    await expect(upload.row.getByRole('alert')).toContainText('云平台服务异常');
    expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'uploading' }]);
    await faults.clear();
    await upload.row.getByRole('button', { name: /重试/ }).click();
    await expect(upload.row).toContainText('已完成');
    await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible({
      timeout: 30_000,
    });
  });
});
