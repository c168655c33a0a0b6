import { expect, type Page } from '@playwright/test';
import { type CloudImage, createImage, patchImage } from '../support/cloud-client.ts';
import { sampleFile, smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, languages, localized } from '../support/labels.ts';

const qemu = { img_hv_type: 'qemu' } as const;

/** Opens the image's page and asks for a volume there. */
async function ask(page: Page, language: Language) {
  const labels = labelsOf(language);
  await page.getByRole('button', { name: labels.createVolume, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: labels.createVolume });
  return {
    dialog,
    name: dialog.getByLabel(localized(language, '名称', 'Name'), { exact: true }),
    size: dialog.getByLabel(localized(language, '容量(GiB)', 'Size (GiB)'), { exact: true }),
    create: dialog.getByRole('button', { name: labels.submit, exact: true }),
    status: dialog.getByRole('status'),
  };
}

test('type and zone are chosen among what the cloud offers, and the volume has them', async ({
  page,
  signInAndOpen,
  cloud,
}) => {
  const mark = `${Date.now()}`;
  const { id } = await createImage(cloud, { name: `typed ${mark}`, ...qemu }, smallRawFile.buffer);
  await signInAndOpen('admin', 'en-US', `/compute/images/${id}`);
  const volume = await ask(page, 'en-US');
  await volume.name.fill(`typed volume ${mark}`);
  const choose = async (label: string, option: RegExp) => {
    await volume.dialog.getByRole('combobox', { name: label }).click();
    await page.getByTitle(option).last().click();
  };
  // Some clouds describe their types.
  await choose('Volume type', /^archive/);
  await choose('Availability zone', /^nova$/);
  await volume.create.click();
  await expect(volume.status.filter({ hasText: 'is available' })).toBeVisible({ timeout: 30_000 });
  await expect(volume.dialog.getByRole('definition').filter({ hasText: 'archive' })).toBeVisible();
  await expect(volume.dialog.getByRole('definition').filter({ hasText: 'nova' })).toBeVisible();
});

test('a volume that is still being made stands on the image’s page, which follows it', async ({
  page,
  signInAndOpen,
  cloud,
}) => {
  const mark = `${Date.now()}`;
  const { id } = await createImage(cloud, { name: `followed ${mark}`, ...qemu }, smallRawFile.buffer);
  await signInAndOpen('admin', 'zh-CN', `/compute/images/${id}`);
  const volume = await ask(page, 'zh-CN');
  await volume.name.fill(`在建 ${mark}`);
  await volume.create.click();
  await volume.dialog
    .getByRole('button', { name: labelsOf('zh-CN').close, exact: true })
    .last()
    .click();
  // Cinder does not say yet which image it is made from.
  await page.getByRole('tab', { name: '云硬盘' }).click();
  const row = page.getByRole('row').filter({ hasText: `在建 ${mark}` });
  await expect(row).toContainText(/创建中|正在写入镜像/);
  await expect(row).toContainText('可用', { timeout: 30_000 });
  await page.reload();
  await expect(row).toContainText('可用');
});

for (const language of languages) {
  const labels = labelsOf(language);

  test(`a volume is made and followed until it is available, and the image’s page lists it (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const mark = `${language} ${Date.now()}`;
    const { id } = await createImage(cloud, { name: `源 ${mark}`, ...qemu }, smallRawFile.buffer);
    await signInAndOpen('admin', language, `/compute/images/${id}`);
    const volume = await ask(page, language);
    await expect(volume.size).toHaveValue('1');
    await expect(volume.dialog).toContainText(localized(language, '当前项目还可创建云硬盘', 'Left in this project'));
    await volume.name.fill(`云硬盘 ${mark}`);
    await volume.create.click();
    await expect(
      volume.status.filter({
        hasText: localized(language, `云硬盘 云硬盘 ${mark} 已可用`, `Volume 云硬盘 ${mark} is available`),
      }),
    ).toBeVisible({ timeout: 30_000 });
    await volume.dialog.getByRole('button', { name: labels.close, exact: true }).last().click();
    await page.getByRole('tab', { name: localized(language, '云硬盘', 'Volumes') }).click();
    await expect(page.getByRole('row').filter({ hasText: `云硬盘 ${mark}` })).toContainText(
      localized(language, '可用', 'Available'),
    );
  });

  test(`a size under the virtual size is refused at the field, before anything is sent (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const disk = await sampleFile('gpt-efi.qcow2');
    const made = await createImage(
      cloud,
      { name: `virtual ${language} ${Date.now()}`, disk_format: 'qcow2', ...qemu },
      disk.buffer,
    );
    const { virtual_size } = await cloud.image<CloudImage>('GET', `/v2/images/${made.id}`);
    const least = Math.max(Math.ceil(Number(virtual_size) / 2 ** 30), 4);
    await patchImage(cloud, made.id, [{ op: 'replace', path: '/min_disk', value: least }]);
    await signInAndOpen('admin', language, `/compute/images/${made.id}`);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    const volume = await ask(page, language);
    await expect(volume.size).toHaveValue(String(least));
    await volume.size.fill(String(least - 1));
    await volume.create.click();
    await expect(volume.size).toHaveAccessibleDescription(
      new RegExp(localized(language, `容量不能小于 ${least} GiB`, `At least ${least} GiB`)),
    );
    expect(sent).toEqual([]);
  });

  test(`over the quota: said in words with the request ID, the form kept, then it goes through (${language})`, {
    tag: '@embedded',
  }, async ({ page, signInAndOpen, cloud, faults }) => {
    const { id } = await createImage(cloud, { name: `quota ${language} ${Date.now()}`, ...qemu }, smallRawFile.buffer);
    await signInAndOpen('admin', language, `/compute/images/${id}`);
    const volume = await ask(page, language);
    await volume.name.fill('要保留的名称');
    await volume.size.fill('2');
    const message = 'VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota.';
    await faults.set({
      match: { service: 'volume', method: 'POST', path: '/volumes$' },
      effect: {
        kind: 'status',
        status: 413,
        body: JSON.stringify({ overLimit: { code: 413, message, retryAfter: '0' } }),
        contentType: 'application/json',
      },
    });
    await volume.create.click();
    const trouble = volume.dialog.getByRole('alert');
    await expect(trouble).toContainText(localized(language, '云硬盘配额已用完', 'The volume quota is used up'));
    await expect(trouble).toContainText(labels.requestId);
    await expect(volume.name).toHaveValue('要保留的名称');
    await expect(volume.size).toHaveValue('2');

    await faults.clear();
    await volume.create.click();
    await expect(volume.status.filter({ hasText: localized(language, '已可用', 'is available') })).toBeVisible({
      timeout: 30_000,
    });
  });

  test(`a volume that ends in error: what to check, and back to the form (${language})`, { tag: '@embedded' }, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    // Its data is said to be there and was never stored.
    const name = `hollow ${language}`;
    const { images } = await cloud.image<{ images: CloudImage[] }>(
      'GET',
      '/v2/images?demo_data=metadata%20only&status=active&disk_format=qcow2&limit=50',
    );
    const image = images.find(({ img_hv_type }) => img_hv_type !== 'baremetal');
    expect(image, 'an image of which only metadata is there').toBeDefined();
    await signInAndOpen('admin', language, `/compute/images/${image?.id}`);
    const volume = await ask(page, language);
    await volume.name.fill(name);
    await volume.create.click();
    const trouble = volume.dialog.getByRole('alert');
    await expect(trouble).toContainText(
      localized(language, `云硬盘 ${name} 创建失败`, `Volume ${name} could not be created`),
      {
        timeout: 30_000,
      },
    );
    await trouble.getByRole('button', { name: localized(language, '返回修改', 'Back to the form') }).click();
    await expect(volume.name).toHaveValue(name);
  });

  const barred = [
    {
      what: 'Baremetal',
      image: { img_hv_type: 'baremetal', hw_firmware_type: 'uefi' },
      data: () => smallRawFile,
      said: localized(language, '仅支持虚拟化类型为 QEMU 的镜像', 'Only for images with hypervisor type QEMU'),
    },
    {
      what: 'ISO',
      image: { ...qemu, disk_format: 'iso' },
      data: () => sampleFile('plain.iso'),
      said: localized(language, '仅支持 QCOW2 和 RAW 格式的镜像', 'Only for images in QCOW2 or RAW format'),
    },
  ];
  for (const { what, image, data, said } of barred) {
    test(`${what} images do not become volumes, and the button says why (${language})`, async ({
      page,
      signInAndOpen,
      cloud,
    }) => {
      const { id } = await createImage(
        cloud,
        { name: `${what} ${language} ${Date.now()}`, ...image },
        (await data()).buffer,
      );
      await signInAndOpen('admin', language, `/compute/images/${id}`);
      const button = page.getByRole('button', { name: labels.createVolume, exact: true });
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(button).toHaveAccessibleDescription(said);
      await button.press('Enter');
      await expect(page.getByRole('dialog', { name: labels.createVolume })).toHaveCount(0);
    });
  }
}
