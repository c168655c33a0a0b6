import type { FaultRule } from '@console/devcloud';
import { expect, type Page } from '@playwright/test';
import { createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, languages, localized } from '../support/labels.ts';

const failing = (match: FaultRule['match'], status: number): FaultRule => ({
  match,
  effect: { kind: 'status', status, body: `${status} boom`, contentType: 'text/plain' },
});

/** Titles of the HTTP table, as they are read. */
const titles: Readonly<Record<number, readonly [zh: string, en: string]>> = {
  403: ['云平台禁止此操作', 'The cloud forbids this'],
  409: ['与镜像当前的状态冲突', 'This conflicts with the image’s present state'],
  413: ['超出配额或大小限制', 'Over a quota or a size limit'],
  500: ['云平台服务异常', 'The cloud ran into an error'],
  503: ['云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'],
};

interface Step {
  readonly what: string;
  readonly match: FaultRule['match'];
  readonly statuses: readonly number[];
  /** Does all up to the answer; what follows is run to see that what was filled in is kept. */
  readonly act: (page: Page, language: Language) => Promise<() => Promise<void>>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const kept = async () => undefined;

const steps: readonly Step[] = [
  {
    what: 'saving a modified image',
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
    what: 'saving tags',
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
    what: 'creating a volume',
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
    what: 'looking at who shares an image',
    match: { service: 'image', method: 'GET', path: '/members$' },
    statuses: [403, 503],
    act: async (page, language) => {
      await page.getByRole('tab', { name: localized(language, '共享', 'Sharing') }).click();
      return kept;
    },
  },
  {
    what: 'deleting',
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

for (const language of languages) {
  const labels = labelsOf(language);
  const title = (status: number): string => localized(language, ...(titles[status] ?? ['', '']));

  for (const { what, match, statuses, act } of steps) {
    test(`${what} fails with ${statuses.join(', ')}: a sentence, the request ID, nothing lost (${language})`, {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults, cloud }) => {
      const name = `fault ${what} ${language} ${Date.now()}`;
      const { id } = await createImage(cloud, { name, img_hv_type: 'qemu', visibility: 'shared' }, smallRawFile.buffer);
      await signInAndOpen('admin', language, `/compute/images/${id}`);
      for (const status of statuses) {
        await faults.set(failing(match, status));
        await page.goto(`/compute/images/${id}?lang=${language}`);
        const keeps = await act(page, language);
        const trouble = page.getByRole('alert').filter({ hasText: title(status) });
        await expect(trouble).toBeVisible();
        await expect(trouble).toContainText(labels.requestId);
        await expect(trouble).toContainText(/req-[0-9a-f-]{36}/);
        await keeps();
        // Leaving a filled form is asked about; here one is sure.
        page.once('dialog', (question) => void question.accept());
      }
      expect(await findImagesByName(cloud, name)).toHaveLength(1);
    });
  }

  for (const { what, at, path } of [
    { what: 'the list', at: () => '/compute/images', path: '/v2/images$' },
    { what: 'the detail', at: (id: string) => `/compute/images/${id}`, path: '/v2/images/[0-9a-f-]+$' },
    { what: 'the form to modify', at: (id: string) => `/compute/images/${id}/edit`, path: '/v2/images/[0-9a-f-]+$' },
  ]) {
    test(`${what} answers 500, then 503: said where it failed, and trying again brings it (${language})`, {
      tag: '@embedded',
    }, async ({ page, signInAndOpen, faults, cloud }) => {
      const { id } = await createImage(cloud, { name: `fault ${what} ${language} ${Date.now()}` });
      await signInAndOpen('admin', language, '/login');
      for (const status of [500, 503]) {
        await faults.set(failing({ service: 'image', method: 'GET', path }, status));
        await page.goto(`${at(id)}?lang=${language}`);
        const trouble = page.getByRole('alert').filter({ hasText: title(status) });
        await expect(trouble).toContainText(/req-[0-9a-f-]{36}/);
        await faults.clear();
        await trouble.getByRole('button', { name: labels.retry, exact: true }).click();
        await expect(trouble).toBeHidden();
      }
    });
  }

  test(`an image gone in the meantime is said in the download’s dialog, and nothing is downloaded (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `gone ${language} ${Date.now()}` }, smallRawFile.buffer);
    await signInAndOpen('admin', language, `/compute/images/${id}`);
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
}
