import type { FaultMatch, FaultRule } from '@console/devcloud';
import { giveImage } from '../support/cloud.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, fillSignIn, languages, say, test, words } from '../support/journey.ts';

const down = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'status', status: 503 } });
const image = (method: string, path: string): FaultMatch => ({ service: 'image', method, path });

test.describe('a cloud that is down', { tag: '@embedded' }, () => {
  for (const language of languages) {
    const w = words[language];

    test(`Keystone: said at the form of signing in, and what was typed stays (${language})`, async ({ page, fail }) => {
      await fail({ match: { service: 'identity' }, effect: { kind: 'reset' } });
      await page.goto(`/compute/images?lang=${language}`);
      await fillSignIn(page, 'admin', language);
      await expect(page.getByRole('alert')).toContainText(
        say(language, '无法连接云平台的身份认证服务', 'The cloud’s identity service cannot be reached'),
      );
      await expect(page.getByLabel(w.username, { exact: true })).toHaveValue('admin');
      await fail();
      await fillSignIn(page, 'admin', language);
      await expect(page.getByRole('table')).toBeVisible();
    });
  }

  test('under the tasks: said with the request ID, and trying again brings them', async ({
    page,
    enter,
    fail,
    cloud,
  }) => {
    const w = words['en-US'];
    const { id } = await giveImage(cloud, { name: `unread ${Date.now()}` }, smallRaw.buffer);
    await fail(down(image('GET', '/tasks$')));
    await enter('admin', 'en-US', `/compute/images/${id}?tab=tasks`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The cloud’s service is unavailable for the moment');
    await expect(alert).toContainText(w.requestId);
    await fail();
    await alert.getByRole('button', { name: w.retry }).click();
    await expect(page.getByText('No import tasks')).toBeVisible();
  });

  test('under a download: it is checked first, and a failure leaves the page as it is', async ({
    page,
    enter,
    fail,
    cloud,
  }) => {
    const w = words['zh-CN'];
    const { id, name } = await giveImage(cloud, { name: `to fetch ${Date.now()}` }, smallRaw.buffer);
    await enter('admin', 'zh-CN', `/compute/images/${id}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await fail(down(image('GET', `${id}$`)));
    await page.getByRole('button', { name: w.download, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText('云平台服务暂时不可用');
    await fail(down(image('GET', '/file$')));
    await dialog.getByRole('button', { name: w.retry }).click();
    const failed = page.waitForEvent('download');
    await dialog.getByRole('button', { name: w.download, exact: true }).click();
    await expect.poll(async () => (await failed).failure()).toBeTruthy();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await fail();
    const again = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '重新下载' }).click();
    expect(await (await again).failure()).toBeNull();
  });

  test('under going to another project: said, and one stays where one is', async ({ page, enter, fail }) => {
    await enter('alice', 'zh-CN', '/compute/images', 'dev');
    await expect(page.getByRole('table')).toBeVisible();
    await fail({ match: { service: 'identity', method: 'POST' }, effect: { kind: 'status', status: 500 } });
    const chosen = page.getByLabel(words['zh-CN'].project, { exact: true });
    await chosen.selectOption('ops');
    await expect(page.getByRole('alert')).toContainText('未能切换项目');
    await expect(chosen.locator('option:checked')).toHaveText('dev');
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('a page of a proxy’s in place of the cloud’s refusal is said by its status', async ({ page, enter, fail }) => {
    const refusal = { kind: 'status', status: 403, body: '<h1>WAF</h1>', contentType: 'text/html' } as const;
    await fail({ match: image('GET', '/v2/images$'), effect: refusal });
    await enter('admin', 'zh-CN');
    await expect(page.getByRole('alert')).toContainText('云平台禁止此操作');
    await expect(page.getByText('WAF')).toHaveCount(0);
  });

  test('its ways of importing: why a URL is not offered, and trying again brings it', async ({ page, enter, fail }) => {
    await fail(down(image('GET', '/info/import$')));
    await enter('admin', 'en-US', '/compute/images/create');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Whether the cloud fetches from a URL could not be learned');
    await expect(page.getByRole('radio', { name: 'URL' })).toHaveCount(0);
    await fail();
    await alert.getByRole('button', { name: words['en-US'].retry }).click();
    await page.getByRole('radio', { name: 'URL' }).check();
    await expect(alert).toHaveCount(0);
  });
});
