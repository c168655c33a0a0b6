import type { FaultEffect } from '@console/devcloud';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, sampleFile, smallRawFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Localized, languages, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';

const invalidInputs: readonly {
  readonly input: string;
  readonly name: string;
  readonly file: typeof smallRawFile;
  readonly field: Localized;
  readonly message: Localized;
}[] = [
  {
    input: 'a name of 300 characters',
    name: '名'.repeat(300),
    file: smallRawFile,
    field: ['镜像名称', 'Image name'],
    message: ['名称最多 255 个字符，现在有 300 个', 'At most 255 characters; this name has 300'],
  },
  {
    input: 'an emoji in the name',
    name: 'rocket 🚀',
    file: smallRawFile,
    field: ['镜像名称', 'Image name'],
    message: ['名称不能包含表情符号', 'Emoji and other four-byte characters'],
  },
  {
    input: 'an empty file',
    name: 'empty',
    file: { ...smallRawFile, buffer: Buffer.alloc(0) },
    field: ['镜像文件', 'Image file'],
    message: ['文件是空的（0 字节）', 'The file is empty (0 bytes)'],
  },
];

const failures: readonly { readonly failure: string; readonly effect: FaultEffect; readonly message: Localized }[] = [
  {
    failure: 'answers 503',
    effect: { kind: 'status', status: 503 },
    message: ['云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'],
  },
  {
    failure: 'resets the connection',
    effect: { kind: 'reset' },
    message: ['无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached'],
  },
  {
    failure: 'answers 413',
    effect: { kind: 'status', status: 413, body: 'Request denied: over quota', contentType: 'text/plain' },
    message: ['超出配额', 'Over'],
  },
];

test.describe('create form: input that is refused', () => {
  for (const language of languages) {
    test.describe(language, () => {
      test.use({ language });

      for (const { input, name, file, field, message } of invalidInputs) {
        test(`${input} is explained at the field and sends nothing`, async ({ page, signInAndOpen }) => {
          const fieldLabel = localized(language, ...field);
          const text = localized(language, ...message);
          await signInAndOpen('admin', createAddress);
          const form = imageForm(page, language);
          await form.name.fill(name);
          await form.file.setInputFiles(file);
          const writes = recordWrites(page);
          await form.submit.click();

          await expect(form.alert.first()).toContainText(`${fieldLabel}: ${text}`);
          await expect(page.getByLabel(fieldLabel, { exact: true })).toHaveAccessibleDescription(
            new RegExp(RegExp.escape(text)),
          );
          await form.alert.first().getByRole('link', { name: fieldLabel }).click();
          await expect(page.getByLabel(fieldLabel, { exact: true })).toBeFocused();
          await expect(form.name).toHaveValue(name);
          expect(writes).toEqual([]);
        });
      }
    });
  }

  test('a qcow2 with a backing file is refused with the qemu-img command that converts it', async ({
    page,
    language,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', createAddress);
    const form = imageForm(page, language);
    await form.name.fill('depends on another');
    const writes = recordWrites(page);
    await form.file.setInputFiles(await sampleFile('backing.qcow2'));
    await expect(form.summary.getByRole('alert')).toContainText(
      localized(language, '依赖另一个文件', 'depends on another file'),
    );
    await expect(form.summary).toContainText(/qemu-img convert .*backing\.qcow2/);
    await form.submit.click();
    await expect(form.alert.first()).toContainText(
      localized(language, '此文件不能作为镜像上传', 'This file cannot be uploaded as an image'),
    );
    expect(writes).toEqual([]);
  });

  test('a file that has been deleted from the disk is explained, and another file can be uploaded', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `file gone ${Date.now()}`;
    const disk = await createRawFile(4);
    await signInAndOpen('admin', createAddress);
    const form = imageForm(page, language);
    await form.name.fill(name);
    await form.file.setInputFiles(disk.path);
    await expect(form.summary).toContainText('4 MiB');
    await disk.remove();
    await form.submit.click();
    await expect(form.summary.getByRole('alert')).toContainText(
      localized(
        language,
        '无法读取文件：它可能已被移动、删除或修改',
        'The file cannot be read: it may have been moved',
      ),
    );
    await expect(form.name).toHaveValue(name);
    await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);

    await form.file.setInputFiles(smallRawFile);
    await form.submit.click();
    await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
  });

  for (const { failure, effect, message } of failures) {
    test(`the form stays filled in with the reason when Glance ${failure}, and can be submitted again`, {
      tag: '@embedded',
    }, async ({ page, language, labels, signInAndOpen, faults }) => {
      const name = `API down ${Date.now()}`;
      await signInAndOpen('admin', createAddress);
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.description.fill('要保留的描述');
      await form.file.setInputFiles(smallRawFile);
      await faults.set({ match: { service: 'image', method: 'POST', path: '/v2/images$' }, effect });
      await form.submit.click();

      await expect(form.alert).toContainText(localized(language, ...message));
      await expect(form.alert).toContainText(labels.requestId);
      await expect(form.name).toHaveValue(name);
      await expect(form.description).toHaveValue('要保留的描述');

      await faults.clear();
      await form.submit.click();
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
    });
  }
});
