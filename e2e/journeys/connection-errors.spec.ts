import type { FaultMatch, FaultRule } from '@console/devcloud';
import { expect, type Locator, type Page } from '@playwright/test';
import { createImage, deleteVolumes, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';

const language = 'zh-CN';
const labels = labelsOf(language);
const unreachable = '无法连接云平台';
const unreadable = '收到无法识别的应答';

const reset = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'reset' } });
const truncated = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'truncate', bytes: 30 } });
const slow = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'delay', ms: 1500 } });

const press = (container: Page | Locator, name: string) =>
  container.getByRole('button', { name, exact: true }).first().click();
const retry = (page: Page) => press(page.getByRole('alert').first(), labels.retry);

test.describe('connections that break', { tag: '@embedded' }, () => {
  test.use({ language });

  for (const { name, address, path, content } of [
    {
      name: 'the list',
      address: () => '/compute/images',
      path: '/v2/images$',
      content: (page: Page) => page.getByRole('table'),
    },
    {
      name: 'the detail page',
      address: (id: string) => `/compute/images/${id}`,
      path: '/v2/images/[0-9a-f-]+$',
      content: (page: Page) => page.getByRole('heading', { name: /^connection / }),
    },
  ]) {
    test(`${name} shows a reset and a truncated response as failures and a slow one as loading`, async ({
      page,
      signInAndOpen,
      faults,
      cloud,
    }) => {
      const match: FaultMatch = { service: 'image', method: 'GET', path };
      const { id } = await createImage(cloud, { name: `connection ${Date.now()}` }, smallRawFile.buffer);
      const alert = page.getByRole('alert');
      await faults.set(reset(match));
      await signInAndOpen('admin', address(id));
      await expect(alert).toContainText(unreachable);
      await expect(alert).toContainText(/req-[0-9a-f-]{36}/);
      await faults.set(truncated(match));
      await retry(page);
      await expect(alert).toContainText(unreadable);
      await expect(alert).toContainText(/req-[0-9a-f-]{36}/);
      await faults.set(slow(match));
      await page.reload();
      await expect(page.getByRole('main').getByRole('status').first()).toBeVisible();
      await expect(content(page)).toBeVisible();
      await expect(alert).toHaveCount(0);
    });
  }

  test('saving keeps the form after a reset and a truncated response, and the next attempt saves', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const match: FaultMatch = { service: 'image', method: 'PATCH' };
    const { id, name } = await createImage(cloud, { name: `connection saving ${Date.now()}` });
    await signInAndOpen('admin', `/compute/images/${id}/edit`);
    const field = page.getByLabel(labels.minDisk, { exact: true });
    await field.fill('7');
    await faults.set(reset(match));
    await press(page, labels.save);
    await expect(page.getByRole('alert')).toContainText(unreachable);
    await expect(field).toHaveValue('7');
    expect(await findImagesByName(cloud, name)).toMatchObject([{ min_disk: 0 }]);

    // Glance has applied the change although its response is lost.
    await faults.set(truncated(match));
    await press(page, labels.save);
    await expect(page.getByRole('alert')).toContainText(unreadable);
    await expect(field).toHaveValue('7');
    await faults.set(slow(match));
    await field.fill('8');
    await press(page, labels.save);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([{ min_disk: 8 }]);
  });

  test('deleting keeps the image after a reset, and a double click sends one DELETE', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const match: FaultMatch = { service: 'image', method: 'DELETE' };
    const { id, name } = await createImage(cloud, { name: `connection deleting ${Date.now()}` });
    await signInAndOpen('admin', `/compute/images/${id}`);
    await press(page, labels.delete);
    const dialog = page.getByRole('dialog');
    await faults.set(reset(match));
    await press(dialog, labels.delete);
    await expect(dialog.getByRole('alert')).toContainText(unreachable);
    expect(await findImagesByName(cloud, name)).toHaveLength(1);

    await faults.set(slow(match));
    const writes = recordWrites(page);
    await dialog.getByRole('button', { name: '重试删除' }).dblclick();
    await expect(page.getByText(`已删除镜像 ${name}`)).toBeVisible();
    expect(writes).toEqual([`DELETE /api/image/v2/images/${id}`]);
    expect(await findImagesByName(cloud, name)).toEqual([]);
  });

  test('an image whose DELETE response is lost counts as deleted', async ({ page, signInAndOpen, faults, cloud }) => {
    const { id, name } = await createImage(cloud, { name: `connection deleted ${Date.now()}` });
    await signInAndOpen('admin', `/compute/images/${id}`);
    await press(page, labels.delete);
    await faults.set({
      match: { service: 'image', method: 'DELETE' },
      effect: { kind: 'truncate', bytes: 0 },
      times: 1,
    });
    await press(page.getByRole('dialog'), labels.delete);
    await expect(page.getByRole('table')).toBeVisible();
    expect(await findImagesByName(cloud, name)).toEqual([]);
  });

  test('creating a volume keeps the form after a reset and creates one volume despite a slow or truncated response', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const match: FaultMatch = { service: 'volume', method: 'POST', path: '/volumes$' };
    const { id } = await createImage(
      cloud,
      { name: `connection volume ${Date.now()}`, img_hv_type: 'qemu' },
      smallRawFile.buffer,
    );
    await signInAndOpen('admin', `/compute/images/${id}`);
    await press(page, labels.createVolume);
    const dialog = page.getByRole('dialog', { name: labels.createVolume });
    const name = dialog.getByLabel('名称', { exact: true });
    await name.fill('只要一个');
    await faults.set(reset(match));
    await press(dialog, labels.submit);
    await expect(dialog.getByRole('alert')).toContainText(unreachable);
    await expect(name).toHaveValue('只要一个');
    await faults.set(slow(match));
    await dialog.getByRole('button', { name: labels.submit, exact: true }).dblclick();
    await expect(dialog.getByRole('status').filter({ hasText: '已可用' })).toBeVisible({ timeout: 30_000 });
    await press(dialog.last(), labels.close);
    await page.getByRole('tab', { name: '云硬盘' }).click();
    await expect(page.getByRole('row').filter({ hasText: '只要一个' })).toHaveCount(1);

    await press(page, labels.createVolume);
    await name.fill('半个应答');
    await faults.set(truncated(match));
    await press(dialog, labels.submit);
    await expect(dialog.getByRole('status').filter({ hasText: '已可用' })).toBeVisible({ timeout: 30_000 });
    await press(dialog.last(), labels.close);
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: '半个应答' })).toHaveCount(1);
    for (const volume of ['只要一个', '半个应答']) await deleteVolumes(cloud, volume);
  });

  test('the list keeps the pages it has when the next one fails, and a retry loads the rest', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const tag = `half${Date.now()}`;
    const oldest = await createImage(cloud, { name: `${tag} oldest`, tags: [tag] });
    for (let count = 0; count < 26; count += 1) await createImage(cloud, { name: `${tag} ${count}`, tags: [tag] });
    await faults.set({
      match: { service: 'image', path: '/v2/images$', query: 'marker=' },
      effect: { kind: 'status', status: 503 },
    });
    const list = imageList(page, language);
    await signInAndOpen('admin', listAddress(tag));
    await expect(page.getByRole('alert')).toContainText('云平台服务暂时不可用');
    await expect(list.names).toHaveCount(20);
    await list.search.fill(oldest.name);
    await expect(list.names).toHaveCount(0);
    await faults.clear();
    await retry(page);
    await expect(list.names).toHaveText([oldest.name]);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});
