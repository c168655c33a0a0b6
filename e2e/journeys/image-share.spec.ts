import { expect } from '@playwright/test';
import { createImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { createProjectWithMember } from '../support/project-with-member.ts';
import { sharingControls } from '../support/sharing-controls.ts';

// Project users share and answer where the cloud's own rules are trusted.
test.use({ policy: 'openstack' });

for (const language of languages) {
  const labels = labelsOf(language);

  test(`alice shares with qa, dave accepts, sees it, leaves; alice removes qa (${language})`, async ({
    page,
    signInAndOpen,
    runningConsole,
  }) => {
    const name = `分享 ${language} ${Date.now()}`;
    const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
    const qa = await signInToCloud(runningConsole.authUrl, 'dave', 'qa');
    const { id } = await createImage(dev, { name, visibility: 'shared' });
    const sharing = `/compute/images/${id}?tab=sharing`;
    const answerOf = async () =>
      (await dev.image<{ members: { status: string }[] }>('GET', `/v2/images/${id}/members`)).members.map(
        ({ status }) => status,
      );

    await signInAndOpen('alice', language, sharing, 'dev');
    await page.getByRole('tab', { name: localized(language, '共享', 'Sharing') }).click();
    await page.getByLabel(localized(language, '共享给项目', 'Share with project'), { exact: true }).fill(qa.projectId);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: localized(language, '共享', 'Share'), exact: true }).click();
    const member = page.getByRole('row').filter({ hasText: qa.projectId });
    await expect(member).toContainText(localized(language, '等待接受', 'Pending'));

    await page.context().clearCookies();
    await signInAndOpen('dave', language, '/compute/images');
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
    await page.getByRole('tab', { name: new RegExp(`^${labels.shared}`) }).click();
    await page
      .getByRole('button', { name: localized(language, `接受镜像 ${name}`, `Accept image ${name}`), exact: true })
      .click();
    await expect.poll(answerOf).toEqual(['accepted']);
    await page.goto(`/compute/images?lang=${language}&q=${encodeURIComponent(name)}`);
    await page.getByRole('row').filter({ hasText: name }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();

    await page.getByRole('tab', { name: localized(language, '共享', 'Sharing') }).click();
    await page
      .getByRole('button', { name: localized(language, `退出共享镜像 ${name}`, `Leave image ${name}`), exact: true })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: localized(language, '退出共享', 'Leave'), exact: true })
      .click();
    await expect.poll(answerOf).toEqual(['rejected']);

    await page.context().clearCookies();
    await signInAndOpen('alice', language, sharing, 'dev');
    await page.getByRole('tab', { name: localized(language, '共享', 'Sharing') }).click();
    await expect(member).toContainText(localized(language, '已拒绝', 'Rejected'));
    await member.getByRole('button', { name: new RegExp(localized(language, '^移除', '^Remove')) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: localized(language, '移除', 'Remove'), exact: true })
      .click();
    await expect(member).toHaveCount(0);
    expect(await answerOf()).toEqual([]);
  });
}

test('an image is rejected, and a private one is shared only once that is wanted', async ({
  page,
  signInAndOpen,
  runningConsole,
}) => {
  const [givers, takers] = [
    await createProjectWithMember(runningConsole, 'givers'),
    await createProjectWithMember(runningConsole, 'takers'),
  ];
  const name = `not wanted ${Date.now()}`;
  const { id } = await createImage(givers.memberCloud, { name }, smallRawFile.buffer);
  const on = sharingControls(page, 'zh-CN');
  await signInAndOpen(givers.member, 'zh-CN', `/compute/images/${id}?tab=sharing`);
  const change = '将可见性改为共享';
  await page.getByRole('button', { name: change }).click();
  await on.dialog.getByRole('button', { name: change }).click();
  await on.project.fill('no-such-project');
  await on.share.click();
  await expect(on.dialog).toContainText('不像项目 ID');
  await on.dialog.getByRole('button').first().click();
  await on.project.fill(givers.project.id);
  await on.share.click();
  await expect(page.getByText('这是镜像的所属项目')).toBeVisible();
  await on.project.fill(takers.project.id);
  await on.share.click();
  await expect(on.members).toBeVisible();

  await signInAndOpen(takers.member, 'zh-CN', '/compute/images?tab=shared');
  await on.reject(name).click();
  await expect(page.getByText(`已拒绝镜像 ${name}`)).toBeVisible();
  await expect(on.accept(name)).toBeVisible();
});

test('sharing and answering faults once each: said with the request ID, and then it works', {
  tag: '@embedded',
}, async ({ page, signInAndOpen, faults, runningConsole }) => {
  const [givers, takers] = [
    await createProjectWithMember(runningConsole, 'givers'),
    await createProjectWithMember(runningConsole, 'takers'),
  ];
  const name = `fails once ${Date.now()}`;
  const { id } = await createImage(givers.memberCloud, { name, visibility: 'shared' }, smallRawFile.buffer);
  const on = sharingControls(page, 'zh-CN');
  const alert = page.getByRole('alert');
  const down = '云平台服务暂时不可用';
  await signInAndOpen(givers.member, 'zh-CN', `/compute/images/${id}?tab=sharing`);
  await faults.set({
    match: { service: 'image', method: 'POST', path: '/members$' },
    effect: { kind: 'status', status: 503 },
  });
  await on.project.fill(takers.project.id);
  await on.share.click();
  await expect(alert).toContainText(down);
  await expect(alert).toContainText('请求 ID');
  await expect(on.project).toHaveValue(takers.project.id);
  await faults.clear();
  await on.share.click();
  await expect(on.members).toContainText(takers.project.id);

  await signInAndOpen(takers.member, 'zh-CN', '/compute/images?tab=shared');
  await faults.set({
    match: { service: 'image', method: 'PUT', path: '/members/' },
    effect: { kind: 'status', status: 503 },
  });
  await on.accept(name).click();
  await expect(alert).toContainText(down);
  await faults.clear();
  await on.accept(name).click();
  await expect(page.getByText(`已接受镜像 ${name}`)).toBeVisible();
});

test('a reader may neither download nor change, and is told why at each button', async ({
  page,
  signInAndOpen,
  cloud,
}) => {
  const labels = labelsOf('en-US');
  const { id, name } = await createImage(
    cloud,
    { name: `to read ${Date.now()}`, img_hv_type: 'qemu', visibility: 'public' },
    smallRawFile.buffer,
  );
  await signInAndOpen('bob', 'en-US', `/compute/images/${id}`, 'ops');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  for (const action of ['modify', 'download', 'createVolume', 'editTags', 'delete'] as const) {
    const button = page.getByRole('button', { name: labels[action], exact: true });
    await expect(button).toBeDisabled();
    await button.focus();
    await expect(button).toHaveAccessibleDescription('Your role in this project is read-only');
  }
});
