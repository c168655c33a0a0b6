import { expect } from '@playwright/test';
import { type CloudClient, createImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, localized } from '../support/labels.ts';
import { sharingControls } from '../support/sharing-controls.ts';

/** An image of the administrator's, shared with a project that has not answered. */
async function offered(cloud: CloudClient, name: string, projectId: string) {
  const image = await createImage(cloud, { name, visibility: 'shared' }, smallRawFile.buffer);
  await cloud.image('POST', `/v2/images/${image.id}/members`, { member: projectId });
  return image;
}

for (const language of ['zh-CN', 'en-US'] as const) {
  test(`a project user answers what is shared with the project: rejects, then accepts, and it is in the list (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
    runningConsole,
  }) => {
    const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
    const { id, name } = await offered(cloud, `for dev ${language} ${Date.now()}`, dev.projectId);
    const on = sharingControls(page, language);
    await signInAndOpen('alice', language, '/compute/images?tab=shared', 'dev');
    await on.reject(name).click();
    await expect(page.getByText(localized(language, `已拒绝镜像 ${name}`, `Rejected image ${name}`))).toBeVisible();
    await on.accept(name).click();
    await expect(page.getByText(localized(language, `已接受镜像 ${name}`, `Accepted image ${name}`))).toBeVisible();
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    expect(await dev.image('GET', `/v2/images/${id}/members/${dev.projectId}`)).toMatchObject({ status: 'accepted' });
  });
}

test('a reader sees what is shared with the project, and why it is for others to answer', async ({
  page,
  signInAndOpen,
  cloud,
  runningConsole,
}) => {
  const ops = await signInToCloud(runningConsole.authUrl, 'bob', 'ops');
  const { name } = await offered(cloud, `for ops ${Date.now()}`, ops.projectId);
  await signInAndOpen('bob', 'zh-CN', '/compute/images?tab=shared', 'ops');
  const row = page.getByRole('row').filter({ hasText: name });
  for (const answer of ['接受', '拒绝']) {
    const button = row.getByRole('button', { name: answer, exact: true });
    await expect(button).toBeDisabled();
    await button.focus();
    await expect(button).toHaveAccessibleDescription('您在当前项目中只有只读权限');
  }
});

test('the administrator takes a project off an image again', async ({ page, signInAndOpen, cloud, runningConsole }) => {
  const qa = await signInToCloud(runningConsole.authUrl, 'dave', 'qa');
  const { id } = await offered(cloud, `not for qa ${Date.now()}`, qa.projectId);
  await signInAndOpen('admin', 'en-US', `/compute/images/${id}?tab=sharing`);
  const on = sharingControls(page, 'en-US');
  await on.members.getByRole('button', { name: `Remove project ${qa.projectId}` }).click();
  await on.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Not shared with any project yet')).toBeVisible();
  expect(await cloud.image('GET', `/v2/images/${id}/members`)).toMatchObject({ members: [] });
  await signInAndOpen('dave', 'en-US', '/compute/images?tab=shared');
  await expect(page.getByRole('heading', { name: labelsOf('en-US').images, exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: /^not for qa/ })).toHaveCount(0);
});
