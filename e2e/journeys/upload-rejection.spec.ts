import type { FaultEffect } from '@console/devcloud';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile, type DiskImage } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { type Localized, localized } from '../support/labels.ts';
import { startUpload } from '../support/upload-tray.ts';

const dataUpload = { service: 'image', method: 'PUT', path: '/file$' } as const;
let disk: DiskImage;

test.beforeAll(async () => {
  disk = await createRawFile(8);
});
test.afterAll(() => disk.remove());

const status = (code: number, body: string): FaultEffect => ({
  kind: 'status',
  status: code,
  body,
  contentType: 'text/html',
});

const rejections: readonly {
  readonly rejection: string;
  readonly effect: FaultEffect;
  readonly message: Localized;
  /** Message at the form, where no byte has been accepted yet. */
  readonly formMessage?: Localized;
}[] = [
  {
    rejection: '413',
    effect: status(413, 'Denying attempt to upload image because it exceeds the quota: over.'),
    message: ['超出配额', 'ver'],
  },
  {
    rejection: '409',
    effect: status(409, 'Image status transition from saving to saving is not allowed'),
    message: ['镜像当前的状态不允许此操作', 'The image’s state does not allow this'],
  },
  { rejection: '500', effect: status(500, 'boom'), message: ['云平台服务异常', 'The cloud ran into an error'] },
  {
    rejection: 'a connection reset',
    effect: { kind: 'reset' },
    message: ['与云平台的上传连接已断开', 'The upload’s connection to the cloud was lost'],
    formMessage: ['无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached'],
  },
];

test.describe('an upload that Glance rejects', { tag: '@embedded' }, () => {
  for (const { rejection, effect, message, formMessage = message } of rejections) {
    test(`${rejection} at once is explained at the filled-in form, and the empty image is deleted`, async ({
      page,
      language,
      signInAndOpen,
      faults,
      cloud,
    }) => {
      const name = `refused ${rejection} ${Date.now()}`;
      await signInAndOpen('admin', createAddress);
      const form = imageForm(page, language);
      await faults.set({ match: dataUpload, effect });
      await startUpload(page, language, name, disk.path);
      await expect(form.alert.first()).toContainText(localized(language, ...formMessage));
      await expect(form.alert.first()).toContainText(localized(language, '已自动删除', 'has been removed'));
      await expect(form.name).toHaveValue(name);
      expect(await findImagesByName(cloud, name)).toEqual([]);
    });

    test(`${rejection} after the form has been left is explained in the tray, which can delete the image`, async ({
      page,
      language,
      signInAndOpen,
      faults,
      cloud,
    }) => {
      const name = `refused later ${rejection} ${Date.now()}`;
      await signInAndOpen('admin', createAddress);
      await faults.set({ match: dataUpload, effect: { kind: 'delay', ms: 2500 } }, { match: dataUpload, effect });
      const upload = await startUpload(page, language, name, disk.path);
      // After a lost connection the upload restarts by itself up to three times.
      await expect(upload.row.getByRole('alert')).toContainText(localized(language, ...message), { timeout: 40_000 });
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

  test('the form names the empty image if it cannot be deleted either', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
  }) => {
    const name = `left over ${Date.now()}`;
    await signInAndOpen('admin', createAddress);
    const { alert } = imageForm(page, language);
    await faults.set(
      { match: dataUpload, effect: status(500, 'boom') },
      { match: { service: 'image', method: 'DELETE' }, effect: status(500, 'boom') },
    );
    await startUpload(page, language, name, disk.path);
    await expect(alert.first()).toContainText(
      localized(language, `刚建立的空镜像“${name}”也未能删除`, `“${name}” just made for it could not be removed`),
    );
    await expect(alert.first()).toContainText(labels.requestId);
  });
});
