import type { FaultMatch, FaultRule } from '@console/devcloud';
import { expect, type Locator, type Page } from '@playwright/test';
import { createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf } from '../support/labels.ts';
import { recordWrites } from '../support/recorded-requests.ts';

// What the lines of a cloud do, not what it says. The sentences are told in both languages elsewhere.
const labels = labelsOf('zh-CN');
const unreachable = '无法连接云平台';
const garbled = '收到无法识别的应答';

const reset = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'reset' } });
const half = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'truncate', bytes: 30 } });
const slow = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'delay', ms: 1500 } });

const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true }).first().click();
const retry = (page: Page) => press(page.getByRole('alert').first(), labels.retry);

test.describe('a line that fails', { tag: '@embedded' }, () => {
  for (const { what, at, path, there } of [
    {
      what: 'the list',
      at: () => '/compute/images',
      path: '/v2/images$',
      there: (page: Page) => page.getByRole('table'),
    },
    {
      what: 'an image’s page',
      at: (id: string) => `/compute/images/${id}`,
      path: '/v2/images/[0-9a-f-]+$',
      there: (page: Page) => page.getByRole('heading', { name: /^line / }),
    },
  ]) {
    test(`under ${what}: reset, cut in the middle, slow, and then it is there`, async ({
      page,
      signInAndOpen,
      faults,
      cloud,
    }) => {
      const match: FaultMatch = { service: 'image', method: 'GET', path };
      const { id } = await createImage(cloud, { name: `line ${Date.now()}` }, smallRawFile.buffer);
      const alert = page.getByRole('alert');
      await faults.set(reset(match));
      await signInAndOpen('admin', 'zh-CN', at(id));
      await expect(alert).toContainText(unreachable);
      await expect(alert).toContainText(/req-[0-9a-f-]{36}/);
      await faults.set(half(match));
      await retry(page);
      await expect(alert).toContainText(garbled);
      await expect(alert).toContainText(/req-[0-9a-f-]{36}/);
      await faults.set(slow(match));
      await page.reload();
      await expect(page.getByRole('main').getByRole('status').first()).toBeVisible();
      await expect(there(page)).toBeVisible();
      await expect(alert).toHaveCount(0);
    });
  }

  test('under saving: nothing that was filled in is lost, and the second press saves', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const match: FaultMatch = { service: 'image', method: 'PATCH' };
    const { id, name } = await createImage(cloud, { name: `line saving ${Date.now()}` });
    await signInAndOpen('admin', 'zh-CN', `/compute/images/${id}/edit`);
    const field = page.getByLabel(labels.minDisk, { exact: true });
    await field.fill('7');
    await faults.set(reset(match));
    await press(page, labels.save);
    await expect(page.getByRole('alert')).toContainText(unreachable);
    await expect(field).toHaveValue('7');
    expect(await findImagesByName(cloud, name)).toMatchObject([{ min_disk: 0 }]);

    // The cloud has taken the change, and half of its answer is lost: what counts is what is there afterwards.
    await faults.set(half(match));
    await press(page, labels.save);
    await expect(page.getByRole('alert')).toContainText(garbled);
    await expect(field).toHaveValue('7');
    await faults.set(slow(match));
    await field.fill('8');
    await press(page, labels.save);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    expect(await findImagesByName(cloud, name)).toMatchObject([{ min_disk: 8 }]);
  });

  test('under deleting: the image stays until the cloud has heard of it, and goes once', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const match: FaultMatch = { service: 'image', method: 'DELETE' };
    const { id, name } = await createImage(cloud, { name: `line deleting ${Date.now()}` });
    await signInAndOpen('admin', 'zh-CN', `/compute/images/${id}`);
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

  test('under the answer to deleting: it is gone all the same, and is said to be', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const { id, name } = await createImage(cloud, { name: `line deleted ${Date.now()}` });
    await signInAndOpen('admin', 'zh-CN', `/compute/images/${id}`);
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

  test('under making a volume: the form is kept, and a slow answer or half of one makes one volume', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const match: FaultMatch = { service: 'volume', method: 'POST', path: '/volumes$' };
    const { id } = await createImage(
      cloud,
      { name: `line volume ${Date.now()}`, img_hv_type: 'qemu' },
      smallRawFile.buffer,
    );
    await signInAndOpen('admin', 'zh-CN', `/compute/images/${id}`);
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
    await faults.set(half(match));
    await press(dialog, labels.submit);
    await expect(dialog.getByRole('status').filter({ hasText: '已可用' })).toBeVisible({ timeout: 30_000 });
    await press(dialog.last(), labels.close);
    await page.reload();
    await expect(page.getByRole('row').filter({ hasText: '半个应答' })).toHaveCount(1);
  });

  test('half-way through the list: what has come stays, is said to be a part, and trying again brings the rest', async ({
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
    const list = imageList(page, 'zh-CN');
    await signInAndOpen('admin', 'zh-CN', listAddress(tag));
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
