import type { FaultRule } from '@console/devcloud';
import { expect, type Page } from '@playwright/test';
import { createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { type Language, type Localized, labelsOf, localized } from '../support/labels.ts';

const failWith = (match: FaultRule['match'], status: number): FaultRule => ({
  match,
  effect: { kind: 'status', status, body: `${status} boom`, contentType: 'text/plain' },
});

/** Titles that the console shows for HTTP statuses of the cloud. */
const titles: Readonly<Record<number, Localized>> = {
  403: ['云平台禁止此操作', 'The cloud forbids this'],
  409: ['与镜像当前的状态冲突', 'This conflicts with the image’s present state'],
  413: ['超出配额或大小限制', 'Over a quota or a size limit'],
  500: ['云平台服务异常', 'The cloud ran into an error'],
  503: ['云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'],
};
const titleOf = (language: Language, status: number): string => localized(language, ...(titles[status] ?? ['', '']));

interface Action {
  readonly name: string;
  readonly match: FaultRule['match'];
  readonly statuses: readonly number[];
  /** Acts on the detail page up to the request that fails; returns a check that what the user filled in is still there. */
  readonly act: (page: Page, language: Language) => Promise<() => Promise<void>>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const actions: readonly Action[] = [
  {
    name: 'saving a modified image',
    match: { service: 'image', method: 'PATCH' },
    statuses: [403, 409, 413, 500],
    act: async (page, language) => {
      const labels = labelsOf(language);
      await press(page, labels.modify);
      await page.getByLabel(labels.minDisk, { exact: true }).fill('5');
      await press(page, labels.save);
      return () => expect(page.getByLabel(labels.minDisk, { exact: true })).toHaveValue('5');
    },
  },
  {
    name: 'saving tags',
    match: { service: 'image', method: 'PATCH' },
    statuses: [413, 500],
    act: async (page, language) => {
      const labels = labelsOf(language);
      await press(page, labels.editTags);
      const dialog = page.getByRole('dialog');
      const field = dialog.getByLabel(localized(language, '添加标签', 'Add a tag'), { exact: true });
      await field.fill('重要');
      await field.press('Enter');
      await dialog.getByRole('button', { name: labels.save, exact: true }).click();
      return () => expect(dialog.getByText('重要', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'creating a volume',
    match: { service: 'volume', method: 'POST', path: '/volumes$' },
    statuses: [403, 500],
    act: async (page, language) => {
      const labels = labelsOf(language);
      await press(page, labels.createVolume);
      const dialog = page.getByRole('dialog');
      const name = dialog.getByLabel(localized(language, '名称', 'Name'), { exact: true });
      await name.fill('留下的名称');
      await dialog.getByRole('button', { name: labels.submit, exact: true }).click();
      return () => expect(name).toHaveValue('留下的名称');
    },
  },
  {
    name: 'listing the members of an image',
    match: { service: 'image', method: 'GET', path: '/members$' },
    statuses: [403, 503],
    act: async (page, language) => {
      await page.getByRole('tab', { name: localized(language, '共享', 'Sharing') }).click();
      return async () => undefined;
    },
  },
  {
    name: 'deleting an image',
    match: { service: 'image', method: 'DELETE' },
    statuses: [403, 409, 500],
    act: async (page, language) => {
      const labels = labelsOf(language);
      await press(page, labels.delete);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: labels.delete, exact: true }).click();
      return () => expect(dialog).toBeVisible();
    },
  },
];

test.describe('HTTP errors of the cloud', () => {
  for (const { name: action, match, statuses, act } of actions) {
    test(`${action} shows ${statuses.join(', ')} as a sentence with the request ID and keeps all input`, {
      tag: '@embedded',
    }, async ({ page, language, labels, signInAndOpen, faults, cloud }) => {
      const name = `fault ${action} ${Date.now()}`;
      const { id } = await createImage(cloud, { name, img_hv_type: 'qemu', visibility: 'shared' }, smallRawFile.buffer);
      await signInAndOpen('admin', `/compute/images/${id}`);
      for (const status of statuses) {
        await faults.set(failWith(match, status));
        await page.goto(`/compute/images/${id}`);
        const expectInputKept = await act(page, language);
        const alert = page.getByRole('alert').filter({ hasText: titleOf(language, status) });
        await expect(alert).toBeVisible();
        await expect(alert).toContainText(labels.requestId);
        await expect(alert).toContainText(/req-[0-9a-f-]{36}/);
        await expectInputKept();
        // The browser asks before it leaves a changed form.
        page.once('dialog', (question) => void question.accept());
      }
      expect(await findImagesByName(cloud, name)).toHaveLength(1);
    });
  }

  for (const { name, address, path } of [
    { name: 'the list', address: () => '/compute/images', path: '/v2/images$' },
    { name: 'the detail page', address: (id: string) => `/compute/images/${id}`, path: '/v2/images/[0-9a-f-]+$' },
    { name: 'the edit form', address: (id: string) => `/compute/images/${id}/edit`, path: '/v2/images/[0-9a-f-]+$' },
  ]) {
    test(`${name} shows 500 and 503 where its content would be, and a retry loads it`, {
      tag: '@embedded',
    }, async ({ page, language, labels, signInAndOpen, faults, cloud }) => {
      const { id } = await createImage(cloud, { name: `fault ${name} ${Date.now()}` });
      await signInAndOpen('admin', '/login');
      for (const status of [500, 503]) {
        await faults.set(failWith({ service: 'image', method: 'GET', path }, status));
        await page.goto(address(id));
        const alert = page.getByRole('alert').filter({ hasText: titleOf(language, status) });
        await expect(alert).toContainText(/req-[0-9a-f-]{36}/);
        await faults.clear();
        await alert.getByRole('button', { name: labels.retry, exact: true }).click();
        await expect(alert).toBeHidden();
      }
    });
  }

  test('the download dialog says that the image has been deleted meanwhile and downloads nothing', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `gone ${Date.now()}` }, smallRawFile.buffer);
    await signInAndOpen('admin', `/compute/images/${id}`);
    await expect(page.getByRole('button', { name: labels.download, exact: true })).toBeEnabled();
    await cloud.image('DELETE', `/v2/images/${id}`);
    await press(page, labels.download);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText(
      localized(language, '镜像不存在，或您无权使用', 'The image does not exist, or is not yours to use'),
    );
    await expect(dialog.getByRole('alert')).toContainText(labels.requestId);
    await expect(dialog.getByRole('button', { name: labels.download, exact: true })).toBeDisabled();
  });
});
