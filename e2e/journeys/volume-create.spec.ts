import { expect, type Page } from '@playwright/test';
import { type CloudImage, createImage, deleteVolumes, getImage, patchImage } from '../support/cloud-client.ts';
import { sampleFile, smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, localized } from '../support/labels.ts';

const qemu = { img_hv_type: 'qemu' } as const;
const namePrefix = 'journey 云硬盘';

// A project may have ten volumes.
test.afterEach(({ cloud }) => deleteVolumes(cloud, namePrefix));

/** Opens the volume dialog on the detail page of an image; returns its page object. */
async function openVolumeDialog(page: Page, language: Language) {
  const labels = labelsOf(language);
  await page.getByRole('button', { name: labels.createVolume, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: labels.createVolume });
  return {
    dialog,
    name: dialog.getByLabel(localized(language, '名称', 'Name'), { exact: true }),
    size: dialog.getByLabel(localized(language, '容量(GiB)', 'Size (GiB)'), { exact: true }),
    create: dialog.getByRole('button', { name: labels.submit, exact: true }),
    created: dialog.getByRole('status').filter({ hasText: localized(language, '已可用', 'is available') }),
    close: dialog.getByRole('button', { name: labels.close, exact: true }).last(),
  };
}

test.describe('creating a volume', () => {
  test('the volume has the type and zone chosen from those of the cloud', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `typed ${Date.now()}`, ...qemu }, smallRawFile.buffer);
    await signInAndOpen('admin', `/compute/images/${id}`);
    const volume = await openVolumeDialog(page, language);
    await volume.name.fill(`${namePrefix} typed`);
    const choose = async (label: string, option: RegExp) => {
      await volume.dialog.getByRole('combobox', { name: label }).click();
      await page.getByTitle(option).last().click();
    };
    // Some clouds add a description to the name of a type.
    await choose(localized(language, '云硬盘类型', 'Volume type'), /^archive/);
    await choose(localized(language, '可用区', 'Availability zone'), /^nova$/);
    await volume.create.click();
    await expect(volume.created).toBeVisible({ timeout: 30_000 });
    await expect(volume.dialog.getByRole('definition').filter({ hasText: 'archive' })).toBeVisible();
    await expect(volume.dialog.getByRole('definition').filter({ hasText: 'nova' })).toBeVisible();
  });

  test('the volumes tab follows a new volume until it is available', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `followed ${Date.now()}`, ...qemu }, smallRawFile.buffer);
    await signInAndOpen('admin', `/compute/images/${id}`);
    const volume = await openVolumeDialog(page, language);
    await volume.name.fill(`${namePrefix} 在建`);
    await volume.create.click();
    await volume.close.click();
    // Cinder does not name the image of a volume yet.
    await page.getByRole('tab', { name: localized(language, '云硬盘', 'Volumes') }).click();
    const row = page.getByRole('row').filter({ hasText: `${namePrefix} 在建` });
    await expect(row).toContainText(language === 'zh-CN' ? /创建中|正在写入镜像/ : /Creating|Writing the image/);
    await expect(row).toContainText(localized(language, '可用', 'Available'), { timeout: 30_000 });
    await page.reload();
    await expect(row).toContainText(localized(language, '可用', 'Available'));
  });

  test('the dialog proposes a size, follows the volume until it is available, and the volumes tab lists it', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `源 ${Date.now()}`, ...qemu }, smallRawFile.buffer);
    const name = `${namePrefix} listed`;
    await signInAndOpen('admin', `/compute/images/${id}`);
    const volume = await openVolumeDialog(page, language);
    await expect(volume.size).toHaveValue('1');
    await expect(volume.dialog).toContainText(localized(language, '当前项目还可创建云硬盘', 'Left in this project'));
    await volume.name.fill(name);
    await volume.create.click();
    await expect(
      volume.created.filter({ hasText: localized(language, `云硬盘 ${name} 已可用`, `Volume ${name} is available`) }),
    ).toBeVisible({ timeout: 30_000 });
    await volume.close.click();
    await page.getByRole('tab', { name: localized(language, '云硬盘', 'Volumes') }).click();
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText(
      localized(language, '可用', 'Available'),
    );
  });

  test('a size below the image’s virtual size is explained at the field and sends nothing', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const disk = await sampleFile('gpt-efi.qcow2');
    const { id } = await createImage(
      cloud,
      { name: `virtual ${Date.now()}`, disk_format: 'qcow2', ...qemu },
      disk.buffer,
    );
    const { virtual_size } = await getImage(cloud, id);
    const minimumGib = Math.max(Math.ceil(Number(virtual_size) / 2 ** 30), 4);
    await patchImage(cloud, id, [{ op: 'replace', path: '/min_disk', value: minimumGib }]);
    await signInAndOpen('admin', `/compute/images/${id}`);
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    const volume = await openVolumeDialog(page, language);
    await expect(volume.size).toHaveValue(String(minimumGib));
    await volume.size.fill(String(minimumGib - 1));
    await volume.create.click();
    await expect(volume.size).toHaveAccessibleDescription(
      new RegExp(localized(language, `容量不能小于 ${minimumGib} GiB`, `At least ${minimumGib} GiB`)),
    );
    expect(posts).toEqual([]);
  });

  test('the dialog stays filled in when the quota is used up, and can be submitted again', {
    tag: '@embedded',
  }, async ({ page, language, labels, signInAndOpen, cloud, faults }) => {
    const { id } = await createImage(cloud, { name: `quota ${Date.now()}`, ...qemu }, smallRawFile.buffer);
    await signInAndOpen('admin', `/compute/images/${id}`);
    const volume = await openVolumeDialog(page, language);
    await volume.name.fill(`${namePrefix} kept`);
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
    const alert = volume.dialog.getByRole('alert');
    await expect(alert).toContainText(localized(language, '云硬盘配额已用完', 'The volume quota is used up'));
    await expect(alert).toContainText(labels.requestId);
    await expect(volume.name).toHaveValue(`${namePrefix} kept`);
    await expect(volume.size).toHaveValue('2');

    await faults.clear();
    await volume.create.click();
    await expect(volume.created).toBeVisible({ timeout: 30_000 });
  });

  test('a volume that ends in status error is explained, and the dialog leads back to the filled-in form', {
    tag: '@embedded',
  }, async ({ page, language, signInAndOpen, cloud }) => {
    const name = `${namePrefix} hollow`;
    // Images of the seed with this property are active without stored data, so that Cinder cannot read them.
    const { images } = await cloud.image<{ images: CloudImage[] }>(
      'GET',
      '/v2/images?demo_data=metadata%20only&status=active&disk_format=qcow2&limit=50',
    );
    const image = images.find(({ img_hv_type }) => img_hv_type !== 'baremetal');
    expect(image, 'an image without data').toBeDefined();
    await signInAndOpen('admin', `/compute/images/${image?.id}`);
    const volume = await openVolumeDialog(page, language);
    await volume.name.fill(name);
    await volume.create.click();
    const alert = volume.dialog.getByRole('alert');
    await expect(alert).toContainText(
      localized(language, `云硬盘 ${name} 创建失败`, `Volume ${name} could not be created`),
      { timeout: 30_000 },
    );
    await alert.getByRole('button', { name: localized(language, '返回修改', 'Back to the form') }).click();
    await expect(volume.name).toHaveValue(name);
  });

  for (const { kind, attributes, file, reason } of [
    {
      kind: 'a Baremetal',
      attributes: { img_hv_type: 'baremetal', hw_firmware_type: 'uefi' },
      file: async () => smallRawFile,
      reason: ['仅支持虚拟化类型为 QEMU 的镜像', 'Only for images with hypervisor type QEMU'],
    },
    {
      kind: 'an ISO',
      attributes: { ...qemu, disk_format: 'iso' },
      file: () => sampleFile('plain.iso'),
      reason: ['仅支持 QCOW2 和 RAW 格式的镜像', 'Only for images in QCOW2 or RAW format'],
    },
  ] as const) {
    test(`the button is disabled for ${kind} image and says why`, async ({
      page,
      language,
      labels,
      signInAndOpen,
      cloud,
    }) => {
      const { id } = await createImage(cloud, { name: `${kind} ${Date.now()}`, ...attributes }, (await file()).buffer);
      await signInAndOpen('admin', `/compute/images/${id}`);
      const button = page.getByRole('button', { name: labels.createVolume, exact: true });
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(button).toHaveAccessibleDescription(localized(language, reason[0], reason[1]));
      await button.press('Enter');
      await expect(page.getByRole('dialog', { name: labels.createVolume })).toHaveCount(0);
    });
  }
});
