import type { FaultMatch, FaultRule } from '@console/devcloud';
import { expect } from '@playwright/test';
import { createImage } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { submitSignIn } from '../support/sign-in.ts';

const down = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'status', status: 503 } });
const image = (method: string, path: string): FaultMatch => ({ service: 'image', method, path });

test.describe('a cloud that is down', { tag: '@embedded' }, () => {
  for (const language of languages) {
    const labels = labelsOf(language);

    test(`Keystone: said at the form of signing in, and what was typed stays (${language})`, async ({
      page,
      faults,
    }) => {
      await faults.set({ match: { service: 'identity' }, effect: { kind: 'reset' } });
      await page.goto(`/compute/images?lang=${language}`);
      await submitSignIn(page, 'admin', language);
      await expect(page.getByRole('alert')).toContainText(
        localized(language, '无法连接云平台的身份认证服务', 'The cloud’s identity service cannot be reached'),
      );
      await expect(page.getByLabel(labels.username, { exact: true })).toHaveValue('admin');
      await faults.clear();
      await submitSignIn(page, 'admin', language);
      await expect(page.getByRole('table')).toBeVisible();
    });
  }

  test('under the tasks: said with the request ID, and trying again brings them', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const labels = labelsOf('en-US');
    const { id } = await createImage(cloud, { name: `unread ${Date.now()}` }, smallRawFile.buffer);
    await faults.set(down(image('GET', '/tasks$')));
    await signInAndOpen('admin', 'en-US', `/compute/images/${id}?tab=tasks`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The cloud’s service is unavailable for the moment');
    await expect(alert).toContainText(labels.requestId);
    await faults.clear();
    await alert.getByRole('button', { name: labels.retry }).click();
    await expect(page.getByText('No import tasks')).toBeVisible();
  });

  test('under a download: it is checked first, and a failure leaves the page as it is', async ({
    page,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const labels = labelsOf('zh-CN');
    const { id, name } = await createImage(cloud, { name: `to fetch ${Date.now()}` }, smallRawFile.buffer);
    await signInAndOpen('admin', 'zh-CN', `/compute/images/${id}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await faults.set(down(image('GET', `${id}$`)));
    await page.getByRole('button', { name: labels.download, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText('云平台服务暂时不可用');
    await faults.set(down(image('GET', '/file$')));
    await dialog.getByRole('button', { name: labels.retry }).click();
    const failed = page.waitForEvent('download');
    await dialog.getByRole('button', { name: labels.download, exact: true }).click();
    await expect.poll(async () => (await failed).failure()).toBeTruthy();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await faults.clear();
    const again = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '重新下载' }).click();
    expect(await (await again).failure()).toBeNull();
  });

  test('under going to another project: said, and one stays where one is', async ({ page, signInAndOpen, faults }) => {
    await signInAndOpen('alice', 'zh-CN', '/compute/images', 'dev');
    await expect(page.getByRole('table')).toBeVisible();
    await faults.set({ match: { service: 'identity', method: 'POST' }, effect: { kind: 'status', status: 500 } });
    const chosen = page.getByLabel(labelsOf('zh-CN').project, { exact: true });
    await chosen.selectOption('ops');
    await expect(page.getByRole('alert')).toContainText('未能切换项目');
    await expect(chosen.locator('option:checked')).toHaveText('dev');
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('a page of a proxy’s in place of the cloud’s refusal is said by its status', async ({
    page,
    signInAndOpen,
    faults,
  }) => {
    const refusal = { kind: 'status', status: 403, body: '<h1>WAF</h1>', contentType: 'text/html' } as const;
    await faults.set({ match: image('GET', '/v2/images$'), effect: refusal });
    await signInAndOpen('admin', 'zh-CN');
    await expect(page.getByRole('alert')).toContainText('云平台禁止此操作');
    await expect(page.getByText('WAF')).toHaveCount(0);
  });

  test('its ways of importing: why a URL is not offered, and trying again brings it', async ({
    page,
    signInAndOpen,
    faults,
  }) => {
    await faults.set(down(image('GET', '/info/import$')));
    await signInAndOpen('admin', 'en-US', '/compute/images/create');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Whether the cloud fetches from a URL could not be learned');
    await expect(page.getByRole('radio', { name: 'URL' })).toHaveCount(0);
    await faults.clear();
    await alert.getByRole('button', { name: labelsOf('en-US').retry }).click();
    await page.getByRole('radio', { name: 'URL' }).check();
    await expect(alert).toHaveCount(0);
  });
});
