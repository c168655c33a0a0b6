import type { FaultMatch, FaultRule } from '@console/devcloud';
import { expect } from '@playwright/test';
import { createImage } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { selectOption } from '../support/select-option.ts';
import { submitSignIn } from '../support/sign-in.ts';

const unavailable = (match: FaultMatch): FaultRule => ({ match, effect: { kind: 'status', status: 503 } });
const imageRequest = (method: string, path: string): FaultMatch => ({ service: 'image', method, path });

test.describe('a service that is unavailable', { tag: '@embedded' }, () => {
  for (const language of languages) {
    test.describe(language, () => {
      test.use({ language });

      test('Keystone: the sign-in form names it and keeps the user name', async ({ page, labels, faults }) => {
        await faults.set({ match: { service: 'identity' }, effect: { kind: 'reset' } });
        await page.goto('/compute/images');
        await submitSignIn(page, 'admin', language);
        await expect(page.getByRole('alert')).toContainText(
          localized(language, '无法连接云平台的身份认证服务', 'The cloud’s identity service cannot be reached'),
        );
        await expect(page.getByLabel(labels.username, { exact: true })).toHaveValue('admin');
        await faults.clear();
        await submitSignIn(page, 'admin', language);
        await expect(page.getByRole('table')).toBeVisible();
      });
    });
  }

  test('the tasks tab shows the failure with its request ID, and a retry loads the tasks', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `unread ${Date.now()}` }, smallRawFile.buffer);
    await faults.set(unavailable(imageRequest('GET', '/tasks$')));
    await signInAndOpen('admin', `/compute/images/${id}?tab=tasks`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(
      localized(language, '云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'),
    );
    await expect(alert).toContainText(labels.requestId);
    await faults.clear();
    await alert.getByRole('button', { name: labels.retry }).click();
    await expect(page.getByText(localized(language, '没有导入任务', 'No import tasks'))).toBeVisible();
  });

  test('a download is checked before it starts, and a failure leaves the page as it is', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
    cloud,
  }) => {
    const { id, name } = await createImage(cloud, { name: `to fetch ${Date.now()}` }, smallRawFile.buffer);
    await signInAndOpen('admin', `/compute/images/${id}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await faults.set(unavailable(imageRequest('GET', `${id}$`)));
    await page.getByRole('button', { name: labels.download, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText(
      localized(language, '云平台服务暂时不可用', 'The cloud’s service is unavailable for the moment'),
    );
    await faults.set(unavailable(imageRequest('GET', '/file$')));
    await dialog.getByRole('button', { name: labels.retry }).click();
    const failedDownload = page.waitForEvent('download');
    await dialog.getByRole('button', { name: labels.download, exact: true }).click();
    await expect.poll(async () => (await failedDownload).failure()).toBeTruthy();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await faults.clear();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: localized(language, '重新下载', 'Download again') }).click();
    expect(await (await download).failure()).toBeNull();
  });

  test('a failed switch to another project is shown, and the session stays in its project', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
  }) => {
    await signInAndOpen('alice', '/compute/images', 'dev');
    await expect(page.getByRole('table')).toBeVisible();
    await faults.set({ match: { service: 'identity', method: 'POST' }, effect: { kind: 'status', status: 500 } });
    const project = page.getByLabel(labels.project, { exact: true });
    await selectOption(project, 'ops');
    await expect(page.getByRole('alert')).toContainText(
      localized(language, '未能切换项目', 'The project could not be switched'),
    );
    await expect(project).toHaveText('dev');
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('an HTML page of a web application firewall is shown as the failure of its status', async ({
    page,
    language,
    signInAndOpen,
    faults,
  }) => {
    await faults.set({
      match: imageRequest('GET', '/v2/images$'),
      effect: { kind: 'status', status: 403, body: '<h1>WAF</h1>', contentType: 'text/html' },
    });
    await signInAndOpen('admin');
    await expect(page.getByRole('alert')).toContainText(
      localized(language, '云平台禁止此操作', 'The cloud forbids this'),
    );
    await expect(page.getByText('WAF')).toHaveCount(0);
  });

  test('the create form says why it offers no URL, and a retry offers it', async ({
    page,
    language,
    labels,
    signInAndOpen,
    faults,
  }) => {
    await faults.set(unavailable(imageRequest('GET', '/info/import$')));
    await signInAndOpen('admin', createAddress);
    const alert = page.getByRole('alert');
    const { urlSource } = imageForm(page, language);
    await expect(alert).toContainText(
      localized(
        language,
        '未能得知云平台是否支持从 URL 下载，目前只能上传本地文件',
        'Whether the cloud fetches from a URL could not be learned',
      ),
    );
    await expect(urlSource).toHaveCount(0);
    await faults.clear();
    await alert.getByRole('button', { name: labels.retry }).click();
    await urlSource.check();
    await expect(alert).toHaveCount(0);
  });
});
