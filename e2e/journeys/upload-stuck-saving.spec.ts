import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { createRawFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { startUpload } from '../support/upload-tray.ts';

test('an image that stays in status saving because a Glance worker died can be created again from the same form', {
  tag: '@embedded',
}, async ({ page, language, signInAndOpen, faults, cloud }) => {
  // Several slices. The last slice counts as sent when it has left the browser, and Glance gets longer to take it.
  const disk = await createRawFile(24);
  const name = `stuck ${Date.now()}`;
  await signInAndOpen('admin', createAddress);
  const form = imageForm(page, language);
  await form.description.fill('kept words');
  await faults.set({
    match: { service: 'image', method: 'PUT', path: '/file$' },
    effect: { kind: 'die', afterBytes: 2 * MiB },
  });
  const upload = await startUpload(page, language, name, disk.path);
  await expect(upload.row.getByRole('alert')).toContainText(
    localized(language, '镜像一直停在“保存中”', 'The image stays “'),
    { timeout: 40_000 },
  );
  expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'saving' }]);

  await faults.clear();
  await upload.button('删除并重新创建', 'Delete and create again').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: localized(language, '删除并重新创建', 'Delete and create again'), exact: true })
    .click();
  await expect(form.description).toHaveValue('kept words');
  await expect(form.name).toHaveValue(name);
  await expect.poll(() => findImagesByName(cloud, name)).toEqual([]);
  await disk.remove();
});
