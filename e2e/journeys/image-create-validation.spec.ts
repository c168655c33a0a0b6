import type { FaultEffect } from '@console/devcloud';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, sampleFile, smallRawFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';

const at = '/compute/images/create';

for (const language of languages) {
  const labels = labelsOf(language);

  const refused = [
    {
      what: 'a name of 300 characters',
      name: '名'.repeat(300),
      file: smallRawFile,
      said: localized(language, '名称最多 255 个字符，现在有 300 个', 'At most 255 characters; this name has 300'),
      field: labels.name,
    },
    {
      what: 'an emoji in the name',
      name: 'rocket 🚀',
      file: smallRawFile,
      said: localized(language, '名称不能包含表情符号', 'Emoji and other four-byte characters'),
      field: labels.name,
    },
    {
      what: 'an empty file',
      name: 'empty',
      file: { ...smallRawFile, buffer: Buffer.alloc(0) },
      said: localized(language, '文件是空的（0 字节）', 'The file is empty (0 bytes)'),
      field: localized(language, '镜像文件', 'Image file'),
    },
  ];
  for (const { what, name, file, said, field } of refused) {
    test(`${what} is said at the field before anything is sent (${language})`, async ({ page, signInAndOpen }) => {
      await signInAndOpen('admin', language, at);
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.file.setInputFiles(file);
      const writes = recordWrites(page);
      await form.submit.click();

      await expect(form.alert.first()).toContainText(`${field}: ${said}`);
      await expect(page.getByLabel(field, { exact: true })).toHaveAccessibleDescription(new RegExp(escaped(said)));
      await form.alert.first().getByRole('link', { name: field }).click();
      await expect(page.getByLabel(field, { exact: true })).toBeFocused();
      await expect(form.name).toHaveValue(name);
      expect(writes).toEqual([]);
    });
  }

  test(`a qcow2 with a backing file is refused before a byte is sent, with the line that mends it (${language})`, async ({
    page,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', language, at);
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

  test(`a file that is gone from the disk is said at its field, and another one goes through (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `file gone ${language} ${Date.now()}`;
    const disk = await createRawFile(4);
    await signInAndOpen('admin', language, at);
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

  const faults: Readonly<Record<string, { effect: FaultEffect; said: string }>> = {
    'answers 503': {
      effect: { kind: 'status', status: 503 },
      said: localized(language, '云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'),
    },
    'resets the connection': {
      effect: { kind: 'reset' },
      said: localized(language, '无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached'),
    },
    'answers 413': {
      effect: { kind: 'status', status: 413, body: 'Request denied: over quota', contentType: 'text/plain' },
      said: localized(language, '超出配额', 'Over'),
    },
  };
  for (const [what, { effect, said }] of Object.entries(faults)) {
    test(`the image API ${what}: said over the form with the request ID, form kept, trying again works (${language})`, {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults }) => {
      const name = `API down ${language} ${Date.now()}`;
      await signInAndOpen('admin', language, at);
      const form = imageForm(page, language);
      await form.name.fill(name);
      await form.description.fill('要保留的描述');
      await form.file.setInputFiles(smallRawFile);
      await faults.set({ match: { service: 'image', method: 'POST', path: '/v2/images$' }, effect });
      await form.submit.click();

      await expect(form.alert).toContainText(said);
      await expect(form.alert).toContainText(labels.requestId);
      await expect(form.name).toHaveValue(name);
      await expect(form.description).toHaveValue('要保留的描述');

      await faults.clear();
      await form.submit.click();
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(labels.active)).toBeVisible();
    });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
