import type { FaultEffect } from '@console/devcloud';
import { imagesNamed } from '../support/cloud.ts';
import { createForm, watchWrites } from '../support/create-form.ts';
import { makeRaw, sampleDisk, smallRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';

const at = '/compute/images/create';

for (const language of languages) {
  const w = words[language];

  const refused = [
    {
      what: 'a name of 300 characters',
      name: '名'.repeat(300),
      file: smallRaw,
      said: say(language, '名称最多 255 个字符，现在有 300 个', 'At most 255 characters; this name has 300'),
      field: w.name,
    },
    {
      what: 'an emoji in the name',
      name: 'rocket 🚀',
      file: smallRaw,
      said: say(language, '名称不能包含表情符号', 'Emoji and other four-byte characters'),
      field: w.name,
    },
    {
      what: 'an empty file',
      name: 'empty',
      file: { ...smallRaw, buffer: Buffer.alloc(0) },
      said: say(language, '文件是空的（0 字节）', 'The file is empty (0 bytes)'),
      field: say(language, '镜像文件', 'Image file'),
    },
  ];
  for (const { what, name, file, said, field } of refused) {
    test(`${what} is said at the field before anything is sent (${language})`, async ({ page, enter }) => {
      await enter('admin', language, at);
      const form = createForm(page, language);
      await form.name.fill(name);
      await form.file.setInputFiles(file);
      const writes = watchWrites(page);
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
    enter,
  }) => {
    await enter('admin', language, at);
    const form = createForm(page, language);
    await form.name.fill('depends on another');
    const writes = watchWrites(page);
    await form.file.setInputFiles(await sampleDisk('backing.qcow2'));
    await expect(form.summary.getByRole('alert')).toContainText(
      say(language, '依赖另一个文件', 'depends on another file'),
    );
    await expect(form.summary).toContainText(/qemu-img convert .*backing\.qcow2/);
    await form.submit.click();
    await expect(form.alert.first()).toContainText(
      say(language, '此文件不能作为镜像上传', 'This file cannot be uploaded as an image'),
    );
    expect(writes).toEqual([]);
  });

  test(`a file that is gone from the disk is said at its field, and another one goes through (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `file gone ${language} ${Date.now()}`;
    const disk = await makeRaw(4);
    await enter('admin', language, at);
    const form = createForm(page, language);
    await form.name.fill(name);
    await form.file.setInputFiles(disk.path);
    await expect(form.summary).toContainText('4 MiB');
    await disk.remove();
    await form.submit.click();
    await expect(form.summary.getByRole('alert')).toContainText(
      say(language, '无法读取文件：它可能已被移动、删除或修改', 'The file cannot be read: it may have been moved'),
    );
    await expect(form.name).toHaveValue(name);
    await expect.poll(() => imagesNamed(cloud, name)).toEqual([]);

    await form.file.setInputFiles(smallRaw);
    await form.submit.click();
    await expect(page.getByRole('row').filter({ hasText: name }).getByText(w.active)).toBeVisible();
  });

  const faults: Readonly<Record<string, { effect: FaultEffect; said: string }>> = {
    'answers 503': {
      effect: { kind: 'status', status: 503 },
      said: say(language, '云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'),
    },
    'resets the connection': {
      effect: { kind: 'reset' },
      said: say(language, '无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached'),
    },
    'answers 413': {
      effect: { kind: 'status', status: 413, body: 'Request denied: over quota', contentType: 'text/plain' },
      said: say(language, '超出配额', 'Over'),
    },
  };
  for (const [what, { effect, said }] of Object.entries(faults)) {
    test(`the image API ${what}: said over the form with the request ID, form kept, trying again works (${language})`, {
      tag: '@embedded',
    }, async ({ page, enter, fail }) => {
      const name = `API down ${language} ${Date.now()}`;
      await enter('admin', language, at);
      const form = createForm(page, language);
      await form.name.fill(name);
      await form.description.fill('要保留的描述');
      await form.file.setInputFiles(smallRaw);
      await fail({ match: { service: 'image', method: 'POST', path: '/v2/images$' }, effect });
      await form.submit.click();

      await expect(form.alert).toContainText(said);
      await expect(form.alert).toContainText(w.requestId);
      await expect(form.name).toHaveValue(name);
      await expect(form.description).toHaveValue('要保留的描述');

      await fail();
      await form.submit.click();
      await expect(page.getByRole('row').filter({ hasText: name }).getByText(w.active)).toBeVisible();
    });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
