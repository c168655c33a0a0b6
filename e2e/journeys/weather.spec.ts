import { giveImage } from '../support/cloud.ts';
import { startConsole } from '../support/console.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, fillSignIn, languages, type Person, projectName, say, signIn, words } from '../support/journey.ts';
import { imageList, searchFor } from '../support/list.ts';
import { newTeam } from '../support/people.ts';
import { accountOf } from '../support/real-cloud.ts';
import { test } from '../support/weather.ts';

const hour = 3_600_000;

for (const language of languages) {
  const w = words[language];
  const unreachable = {
    identity: say(language, '无法连接云平台的身份认证服务', 'The cloud’s identity service cannot be reached'),
    image: say(language, '无法连接云平台的镜像服务', 'The cloud’s image service cannot be reached'),
  };
  const byItself = say(language, '页面会自动重试', 'tries again by itself');

  test(`a cloud that is down when the console starts: said at signing in, and on once it is there (${language})`, async ({
    browser,
    front,
  }) => {
    await front.weather('identity', { kind: 'down' });
    const served = await startConsole({ env: { OS_AUTH_URL: front.authUrl } });
    expect((await fetch(`${served.url}/readyz`)).status).toBe(503);
    const page = await browser.newPage({ baseURL: served.url });
    await page.goto(`/compute/images?lang=${language}`);
    await fillSignIn(page, 'admin', language);
    await expect(page.getByRole('alert')).toContainText(unreachable.identity);
    await expect(page.getByRole('alert')).toContainText(front.hosts.identity);
    await expect(page.getByLabel(w.username, { exact: true })).toHaveValue(accountOf('admin').name);

    await front.weather('identity', { kind: 'page', status: 200 });
    await fillSignIn(page, 'admin', language);
    await expect(page.getByRole('alert')).toContainText(
      say(language, '身份认证服务返回了无法识别的应答', 'identity service gave an answer that could not be understood'),
    );
    await front.weather('identity', { kind: 'fair' });
    await fillSignIn(page, 'admin', language);
    await expect(imageList(page, language).table).toBeVisible();
    await page.close();
    await served.stop();
  });

  test(`the image service goes and comes back: said where, what is shown stays, and nothing has to be pressed (${language})`, async ({
    page,
    enter,
    cloud,
    front,
  }) => {
    const { name, id } = await giveImage(cloud, { name: `weather ${language} ${Date.now()}` }, smallRaw.buffer);
    await page.clock.install();
    await enter('admin', language, searchFor(name));
    const { row } = imageList(page, language);
    await expect(row(name)).toBeVisible();

    await front.weather('image', { kind: 'down' });
    await page.getByRole('button', { name: w.refresh }).click();
    const alert = page.getByRole('alert');
    await page.clock.runFor(2_000);
    await expect(alert).toContainText(unreachable.image);
    await expect(alert).toContainText(front.hosts.image);
    await expect(alert).toContainText(byItself);
    await expect(row(name)).toBeVisible();
    await page.goto(`/compute/images/${id}?lang=${language}`);
    await page.clock.runFor(2_000);
    await expect(alert).toContainText(unreachable.image);

    await front.weather('image', { kind: 'page', status: 200 });
    await page.clock.runFor(6_000);
    await expect(alert).toBeVisible();
    await front.weather('image', { kind: 'fair' });
    await page.clock.runFor(6_000);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(alert).toHaveCount(0);
    await expect(page.getByRole('button', { name: w.signIn, exact: true })).toHaveCount(0);
  });

  test(`a catalog without a volume service, and one without an image service, is said (${language})`, async ({
    page,
    enter,
    cloud,
    front,
  }) => {
    const { id } = await giveImage(cloud, { name: `catalog ${Date.now()}`, img_hv_type: 'qemu' }, smallRaw.buffer);
    front.rewrite({ without: ['volume'] });
    await enter('admin', language, `/compute/images/${id}`);
    const create = page.getByRole('button', { name: w.createVolume, exact: true });
    await expect(create).toBeDisabled();
    await create.focus();
    await expect(create).toHaveAccessibleDescription(
      say(language, '云平台没有提供该服务', 'The cloud does not offer this service'),
    );

    front.rewrite({ without: ['image'] });
    await enter('admin', language);
    await expect(page.getByRole('alert')).toContainText(
      say(language, '当前区域没有镜像服务', 'Image service not available in this region'),
    );
    await expect(page.getByRole('button', { name: w.create, exact: true })).toBeDisabled();
  });
}

test('answers that take ten seconds: what is waited for is said, and it comes', async ({
  page,
  enter,
  cloud,
  front,
}) => {
  const { name } = await giveImage(cloud, { name: `slow ${Date.now()}` });
  await front.weather('image', { kind: 'slow', ms: 10_000 });
  await enter('admin', 'zh-CN', searchFor(name));
  await expect(page.getByText('云平台的镜像服务响应较慢')).toBeVisible();
  await expect(imageList(page, 'zh-CN').row(name)).toBeVisible();
  await expect(page.getByText('云平台的镜像服务响应较慢')).toHaveCount(0);
});

test('a cloud whose clock is three hours off, ahead or behind, lets one in, and one stays in', async ({
  page,
  cloud,
  front,
}) => {
  const { name } = await giveImage(cloud, { name: `skewed ${Date.now()}` });
  const row = imageList(page, 'zh-CN').row(name);
  for (const clockAheadMs of [3 * hour, -3 * hour]) {
    front.rewrite({ clockAheadMs });
    await page.context().clearCookies();
    await signIn(page, 'admin', 'zh-CN', searchFor(name));
    await expect(row).toBeVisible();
    await page.reload();
    await expect(row).toBeVisible();
  }
});

test('a token revoked in mid-session: signing in again in place, and the page goes on', async ({
  page,
  enter,
  served,
  cloud,
}) => {
  const w = words['zh-CN'];
  const team = await newTeam(served, 'revoked');
  const { id, name } = await giveImage(team.cloud, { name: `revoked ${Date.now()}`, img_hv_type: 'qemu' });
  await enter(team.member as Person, 'zh-CN', `/compute/images/${id}`, projectName(team.project.name));
  await expect(page.getByRole('heading', { name })).toBeVisible();
  // Keystone then takes none of their tokens any more. The volume service has not seen this one yet: it asks.
  await cloud.identity('PATCH', `/users/${team.cloud.userId}`, { user: { password: 'another one' } });
  await page.getByRole('tab', { name: '云硬盘' }).click();

  const dialog = page.getByRole('dialog', { name: w.sessionEnded });
  await dialog.getByLabel(w.password, { exact: true }).fill('another one');
  await dialog.getByRole('button', { name: w.signInAgain }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('没有由此镜像创建的云硬盘')).toBeVisible();
  await expect(page.getByRole('heading', { name })).toBeVisible();
});
