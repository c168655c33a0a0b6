import { expect } from '@playwright/test';
import { accountOf, projectNameOf } from '../support/accounts.ts';
import { createImage, signInToCloud } from '../support/cloud-client.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test as base } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { createProjectWithMember } from '../support/project-with-member.ts';
import { signIn, submitSignIn } from '../support/sign-in.ts';

const HOUR_MS = 3_600_000;

/** A console whose cloud is behind a fault proxy. Its `authUrl` leads past the proxy. */
interface ProxiedConsole extends RunningConsole {
  readonly faultProxy: FaultProxy;
}

/** Journeys through outages of a cloud, embedded or real. */
const test = base.extend<{ faultProxy: FaultProxy }>({
  runningConsole: [
    async ({ runningConsole: { authUrl }, policy, profile }, use) => {
      const faultProxy = await startFaultProxy(authUrl, await signInToCloud(authUrl, 'admin'));
      const runningConsole = await startConsole({
        env: { OS_AUTH_URL: faultProxy.authUrl, CLOUD_PROFILE: profile, CONSOLE_POLICY: policy },
      });
      const proxied: ProxiedConsole = { ...runningConsole, authUrl, faultProxy };
      await use(proxied);
      await runningConsole.stop();
      await faultProxy.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  faultProxy: async ({ runningConsole }, use) => {
    const { faultProxy } = runningConsole as ProxiedConsole;
    await use(faultProxy);
    await faultProxy.restore();
  },
});

test.describe('outages', () => {
  test('the sign-in form names Keystone while it is down at the start of the console, and signs in afterwards', async ({
    browser,
    language,
    labels,
    faultProxy,
  }) => {
    await faultProxy.setOutage('identity', { kind: 'down' });
    const runningConsole = await startConsole({ env: { OS_AUTH_URL: faultProxy.authUrl } });
    expect((await fetch(`${runningConsole.url}/readyz`)).status).toBe(503);
    const page = await browser.newPage({ baseURL: runningConsole.url });
    const alert = page.getByRole('alert');
    await page.goto('/compute/images');
    await submitSignIn(page, 'admin', language);
    await expect(alert).toContainText(
      localized(language, '无法连接云平台的身份认证服务', 'The cloud’s identity service cannot be reached'),
    );
    await expect(alert).toContainText(faultProxy.hosts.identity);
    await expect(page.getByLabel(labels.username, { exact: true })).toHaveValue(accountOf('admin').name);

    await faultProxy.setOutage('identity', { kind: 'page', status: 200 });
    await submitSignIn(page, 'admin', language);
    await expect(alert).toContainText(
      localized(
        language,
        '身份认证服务返回了无法识别的应答',
        'identity service gave an answer that could not be understood',
      ),
    );
    await faultProxy.setOutage('identity', { kind: 'none' });
    await submitSignIn(page, 'admin', language);
    await expect(imageList(page, language).table).toBeVisible();
    await page.close();
    await runningConsole.stop();
  });

  test('list and detail name the image service while it is down, keep what they show, and recover by themselves', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
    faultProxy,
  }) => {
    const { name, id } = await createImage(cloud, { name: `outage ${Date.now()}` }, smallRawFile.buffer);
    const unreachable = localized(language, '无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached');
    await page.clock.install();
    await signInAndOpen('admin', listAddress(name));
    const { row } = imageList(page, language);
    await expect(row(name)).toBeVisible();

    await faultProxy.setOutage('image', { kind: 'down' });
    await page.getByRole('button', { name: labels.refresh }).click();
    const alert = page.getByRole('alert');
    await page.clock.runFor(2_000);
    await expect(alert).toContainText(unreachable);
    await expect(alert).toContainText(faultProxy.hosts.image);
    await expect(alert).toContainText(localized(language, '页面会自动重试', 'tries again by itself'));
    await expect(row(name)).toBeVisible();
    await page.goto(`/compute/images/${id}`);
    await page.clock.runFor(2_000);
    await expect(alert).toContainText(unreachable);

    await faultProxy.setOutage('image', { kind: 'page', status: 200 });
    await page.clock.runFor(6_000);
    await expect(alert).toBeVisible();
    await faultProxy.setOutage('image', { kind: 'none' });
    await page.clock.runFor(6_000);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(alert).toHaveCount(0);
    await expect(page.getByRole('button', { name: labels.signIn, exact: true })).toHaveCount(0);
  });

  test('the console says which service is missing from the catalog', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
    faultProxy,
  }) => {
    const { id } = await createImage(
      cloud,
      { name: `catalog ${Date.now()}`, img_hv_type: 'qemu' },
      smallRawFile.buffer,
    );
    faultProxy.setTokenChanges({ without: ['volume'] });
    await signInAndOpen('admin', `/compute/images/${id}`);
    const createVolume = page.getByRole('button', { name: labels.createVolume, exact: true });
    await expect(createVolume).toBeDisabled();
    await createVolume.focus();
    await expect(createVolume).toHaveAccessibleDescription(
      localized(language, '云平台没有提供该服务', 'The cloud does not offer this service'),
    );

    faultProxy.setTokenChanges({ without: ['image'] });
    await signInAndOpen('admin');
    await expect(page.getByRole('alert')).toContainText(
      localized(language, '当前区域没有镜像服务', 'Image service not available in this region'),
    );
    await expect(page.getByRole('button', { name: labels.create, exact: true })).toBeDisabled();
  });

  test('the list says that the image service is slow until the answer arrives', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
    faultProxy,
  }) => {
    const { name } = await createImage(cloud, { name: `slow ${Date.now()}` });
    const slowNotice = page.getByText(
      localized(language, '云平台的镜像服务响应较慢', 'The cloud’s image service is slow'),
    );
    await page.clock.install();
    await faultProxy.setOutage('image', { kind: 'held' });
    await signInAndOpen('admin', listAddress(name));
    await expect(page.getByRole('heading', { name: labels.images, exact: true })).toBeVisible();
    await page.clock.runFor(10_000);
    await expect(slowNotice).toBeVisible();
    await faultProxy.setOutage('image', { kind: 'none' });
    await expect(imageList(page, language).row(name)).toBeVisible();
    await expect(slowNotice).toHaveCount(0);
  });

  test('a user can sign in and stay signed in while the cloud’s clock is three hours ahead or behind', async ({
    page,
    language,
    cloud,
    faultProxy,
  }) => {
    const { name } = await createImage(cloud, { name: `skewed ${Date.now()}` });
    const row = imageList(page, language).row(name);
    for (const clockAheadMs of [3 * HOUR_MS, -3 * HOUR_MS]) {
      faultProxy.setTokenChanges({ clockAheadMs });
      await page.context().clearCookies();
      await signIn(page, 'admin', language, listAddress(name));
      await expect(row).toBeVisible();
      await page.reload();
      await expect(row).toBeVisible();
    }
  });

  test('the page continues after its user has signed in again because Keystone revoked the token', async ({
    page,
    language,
    labels,
    signInAndOpen,
    runningConsole,
    cloud,
  }) => {
    const { project, member, memberCloud } = await createProjectWithMember(runningConsole, 'revoked');
    // An active image, because the page polls a queued one and would meet the revoked token before the tab is clicked.
    const { id, name } = await createImage(
      memberCloud,
      { name: `revoked ${Date.now()}`, img_hv_type: 'qemu' },
      smallRawFile.buffer,
    );
    await signInAndOpen(member, `/compute/images/${id}`, projectNameOf(project.name));
    await expect(page.getByRole('heading', { name })).toBeVisible();
    // A changed password revokes all tokens of a user. Cinder has not cached this one yet, so it asks Keystone.
    await cloud.identity('PATCH', `/users/${memberCloud.userId}`, { user: { password: 'another one' } });
    await page.getByRole('tab', { name: localized(language, '云硬盘', 'Volumes') }).click();

    const dialog = page.getByRole('dialog', { name: labels.sessionEnded });
    await dialog.getByLabel(labels.password, { exact: true }).fill('another one');
    await dialog.getByRole('button', { name: labels.signInAgain }).click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByText(localized(language, '没有由此镜像创建的云硬盘', 'No volumes were made from this image')),
    ).toBeVisible();
    await expect(page.getByRole('heading', { name })).toBeVisible();
  });
});
