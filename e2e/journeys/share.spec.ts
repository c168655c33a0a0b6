import { atCloud, giveImage } from '../support/cloud.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { newTeam } from '../support/people.ts';
import { sharing } from '../support/share.ts';

// Project users share and answer where the cloud's own rules are trusted.
test.use({ policy: 'openstack' });

for (const language of languages) {
  const w = words[language];

  test(`alice shares with qa, dave accepts, sees it, leaves; alice removes qa (${language})`, async ({
    page,
    enter,
    served,
  }) => {
    const name = `分享 ${language} ${Date.now()}`;
    const dev = await atCloud(served.authUrl, 'alice', 'dev');
    const qa = await atCloud(served.authUrl, 'dave', 'qa');
    const { id } = await giveImage(dev, { name, visibility: 'shared' });
    const sharing = `/compute/images/${id}?tab=sharing`;
    const answerOf = async () =>
      (await dev.image<{ members: { status: string }[] }>('GET', `/v2/images/${id}/members`)).members.map(
        ({ status }) => status,
      );

    await enter('alice', language, sharing, 'dev');
    await page.getByRole('tab', { name: say(language, '共享', 'Sharing') }).click();
    await page.getByLabel(say(language, '共享给项目', 'Share with project'), { exact: true }).fill(qa.projectId);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say(language, '共享', 'Share'), exact: true }).click();
    const member = page.getByRole('row').filter({ hasText: qa.projectId });
    await expect(member).toContainText(say(language, '等待接受', 'Pending'));

    await page.context().clearCookies();
    await enter('dave', language, '/compute/images');
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
    await page.getByRole('tab', { name: new RegExp(`^${w.shared}`) }).click();
    await page
      .getByRole('button', { name: say(language, `接受镜像 ${name}`, `Accept image ${name}`), exact: true })
      .click();
    await expect.poll(answerOf).toEqual(['accepted']);
    await page.goto(`/compute/images?lang=${language}&q=${encodeURIComponent(name)}`);
    await page.getByRole('row').filter({ hasText: name }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();

    await page.getByRole('tab', { name: say(language, '共享', 'Sharing') }).click();
    await page
      .getByRole('button', { name: say(language, `退出共享镜像 ${name}`, `Leave image ${name}`), exact: true })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, '退出共享', 'Leave'), exact: true })
      .click();
    await expect.poll(answerOf).toEqual(['rejected']);

    await page.context().clearCookies();
    await enter('alice', language, sharing, 'dev');
    await page.getByRole('tab', { name: say(language, '共享', 'Sharing') }).click();
    await expect(member).toContainText(say(language, '已拒绝', 'Rejected'));
    await member.getByRole('button', { name: new RegExp(say(language, '^移除', '^Remove')) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, '移除', 'Remove'), exact: true })
      .click();
    await expect(member).toHaveCount(0);
    expect(await answerOf()).toEqual([]);
  });
}

test('an image is rejected, and a private one is shared only once that is wanted', async ({ page, enter, served }) => {
  const [givers, takers] = [await newTeam(served, 'givers'), await newTeam(served, 'takers')];
  const name = `not wanted ${Date.now()}`;
  const { id } = await giveImage(givers.cloud, { name }, smallRaw.buffer);
  const on = sharing(page, 'zh-CN');
  await enter(givers.member, 'zh-CN', `/compute/images/${id}?tab=sharing`);
  const change = '将可见性改为共享';
  await page.getByRole('button', { name: change }).click();
  await on.question.getByRole('button', { name: change }).click();
  await on.project.fill('no-such-project');
  await on.share.click();
  await expect(on.question).toContainText('不像项目 ID');
  await on.question.getByRole('button').first().click();
  await on.project.fill(givers.project.id);
  await on.share.click();
  await expect(page.getByText('这是镜像的所属项目')).toBeVisible();
  await on.project.fill(takers.project.id);
  await on.share.click();
  await expect(on.members).toBeVisible();

  await enter(takers.member, 'zh-CN', '/compute/images?tab=shared');
  await on.reject(name).click();
  await expect(page.getByText(`已拒绝镜像 ${name}`)).toBeVisible();
  await expect(on.accept(name)).toBeVisible();
});

test('sharing and answering fail once each: said with the request ID, and then it works', {
  tag: '@embedded',
}, async ({ page, enter, fail, served }) => {
  const [givers, takers] = [await newTeam(served, 'givers'), await newTeam(served, 'takers')];
  const name = `fails once ${Date.now()}`;
  const { id } = await giveImage(givers.cloud, { name, visibility: 'shared' }, smallRaw.buffer);
  const on = sharing(page, 'zh-CN');
  const alert = page.getByRole('alert');
  const down = '云平台服务暂时不可用';
  await enter(givers.member, 'zh-CN', `/compute/images/${id}?tab=sharing`);
  await fail({
    match: { service: 'image', method: 'POST', path: '/members$' },
    effect: { kind: 'status', status: 503 },
  });
  await on.project.fill(takers.project.id);
  await on.share.click();
  await expect(alert).toContainText(down);
  await expect(alert).toContainText('请求 ID');
  await expect(on.project).toHaveValue(takers.project.id);
  await fail();
  await on.share.click();
  await expect(on.members).toContainText(takers.project.id);

  await enter(takers.member, 'zh-CN', '/compute/images?tab=shared');
  await fail({
    match: { service: 'image', method: 'PUT', path: '/members/' },
    effect: { kind: 'status', status: 503 },
  });
  await on.accept(name).click();
  await expect(alert).toContainText(down);
  await fail();
  await on.accept(name).click();
  await expect(page.getByText(`已接受镜像 ${name}`)).toBeVisible();
});

test('a reader may neither download nor change, and is told why at each button', async ({ page, enter, cloud }) => {
  const w = words['en-US'];
  const { id, name } = await giveImage(
    cloud,
    { name: `to read ${Date.now()}`, img_hv_type: 'qemu', visibility: 'public' },
    smallRaw.buffer,
  );
  await enter('bob', 'en-US', `/compute/images/${id}`, 'ops');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  for (const action of ['modify', 'download', 'createVolume', 'editTags', 'delete'] as const) {
    const button = page.getByRole('button', { name: w[action], exact: true });
    await expect(button).toBeDisabled();
    await button.focus();
    await expect(button).toHaveAccessibleDescription('Your role in this project is read-only');
  }
});
