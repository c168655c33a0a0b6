import type { FaultEffect } from '@console/devcloud';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { startUpload } from '../support/upload-tray.ts';

const at = '/compute/images/create';
const data = { service: 'image', method: 'PUT', path: '/file$' } as const;
let disk: Omit<DiskImage, 'madeBy'>;

test.beforeAll(async () => {
  disk = await createRawFile(8);
});
test.afterAll(() => disk.remove());

const answer = (status: number, body: string): FaultEffect => ({
  kind: 'status',
  status,
  body,
  contentType: 'text/html',
});

for (const language of languages) {
  const labels = labelsOf(language);
  const refusals: readonly { what: string; effect: FaultEffect; said: string; saidAtOnce?: string }[] = [
    {
      what: '413',
      effect: answer(413, 'Denying attempt to upload image because it exceeds the quota: over.'),
      said: localized(language, '超出配额', 'ver'),
    },
    {
      what: '409',
      effect: answer(409, 'Image status transition from saving to saving is not allowed'),
      said: localized(language, '镜像当前的状态不允许此操作', 'The image’s state does not allow this'),
    },
    {
      what: '500',
      effect: answer(500, 'boom'),
      said: localized(language, '云平台服务异常', 'The cloud ran into an error'),
    },
    {
      what: 'a reset',
      effect: { kind: 'reset' },
      said: localized(language, '与云平台的上传连接已断开', 'The upload’s connection to the cloud was lost'),
      // Before a byte was taken nothing is lost yet.
      saidAtOnce: localized(language, '无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached'),
    },
  ];

  for (const { what, effect, said, saidAtOnce = said } of refusals) {
    test(`data refused at once with ${what}: said over the form, the empty image gone, the form kept (${language})`, {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults, cloud }) => {
      const name = `refused ${what} ${language} ${Date.now()}`;
      await signInAndOpen('admin', language, at);
      const form = imageForm(page, language);
      await faults.set({ match: data, effect });
      await startUpload(page, language, name, disk.path);
      await expect(form.alert.first()).toContainText(saidAtOnce);
      await expect(form.alert.first()).toContainText(localized(language, '已自动删除', 'has been removed'));
      await expect(form.name).toHaveValue(name);
      expect(await findImagesByName(cloud, name)).toEqual([]);
    });

    test(`data refused later with ${what}: the tray says why and offers to remove the image (${language})`, {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults, cloud }) => {
      const name = `refused later ${what} ${language} ${Date.now()}`;
      await signInAndOpen('admin', language, at);
      await faults.set({ match: data, effect: { kind: 'delay', ms: 2500 } }, { match: data, effect });
      const upload = await startUpload(page, language, name, disk.path);
      // What was only lost is begun again by itself, three times.
      await expect(upload.row.getByRole('alert')).toContainText(said, { timeout: 40_000 });
      await upload.button('删除镜像', 'Delete image').click();
      await page
        .getByRole('button', { name: localized(language, '删除未完成的镜像', 'Delete unfinished image') })
        .click();
      await expect(upload.row).toContainText(
        localized(language, '未完成的镜像已删除', 'The unfinished image is deleted'),
      );
      expect(await findImagesByName(cloud, name)).toEqual([]);
    });
  }

  test(`an empty image that cannot be removed either is named, with where to delete it (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, faults }) => {
    const name = `left over ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, at);
    const form = imageForm(page, language);
    await faults.set(
      { match: data, effect: answer(500, 'boom') },
      { match: { service: 'image', method: 'DELETE' }, effect: answer(500, 'boom') },
    );
    await startUpload(page, language, name, disk.path);
    await expect(form.alert.first()).toContainText(
      localized(language, `刚建立的空镜像“${name}”也未能删除`, `“${name}” just made for it could not be removed`),
    );
    await expect(form.alert.first()).toContainText(labels.requestId);
  });
}
