import { expect } from '@playwright/test';
import { type CloudClient, type CloudImage, createImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { sharingControls } from '../support/sharing-controls.ts';

/** Creates an image and shares it with a project, which has not answered yet. */
async function createSharedImage(owner: CloudClient, name: string, projectId: string): Promise<CloudImage> {
  const image = await createImage(owner, { name, visibility: 'shared' }, smallRawFile.buffer);
  await owner.image('POST', `/v2/images/${image.id}/members`, { member: projectId });
  return image;
}

test.describe('inbox of shared images', () => {
  for (const language of languages) {
    test.describe(language, () => {
      test.use({ language });

      test('a project user can reject an image and accept it later', async ({
        page,
        signInAndOpen,
        cloud,
        runningConsole,
      }) => {
        const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
        const { id, name } = await createSharedImage(cloud, `for dev ${Date.now()}`, dev.projectId);
        const sharing = sharingControls(page, language);
        await signInAndOpen('alice', '/compute/images?tab=shared', 'dev');
        await sharing.reject(name).click();
        await expect(page.getByText(localized(language, `已拒绝镜像 ${name}`, `Rejected image ${name}`))).toBeVisible();
        await sharing.accept(name).click();
        await expect(page.getByText(localized(language, `已接受镜像 ${name}`, `Accepted image ${name}`))).toBeVisible();
        await page.getByRole('link', { name, exact: true }).click();
        await expect(page.getByRole('heading', { name })).toBeVisible();
        expect(await dev.image('GET', `/v2/images/${id}/members/${dev.projectId}`)).toMatchObject({
          status: 'accepted',
        });
      });
    });
  }

  test('a reader of the project sees the shared images with disabled answers and the reason', async ({
    page,
    language,
    signInAndOpen,
    cloud,
    runningConsole,
  }) => {
    const ops = await signInToCloud(runningConsole.authUrl, 'bob', 'ops');
    const { name } = await createSharedImage(cloud, `for ops ${Date.now()}`, ops.projectId);
    await signInAndOpen('bob', '/compute/images?tab=shared', 'ops');
    const row = page.getByRole('row').filter({ hasText: name });
    for (const answer of [localized(language, '接受', 'Accept'), localized(language, '拒绝', 'Reject')]) {
      const button = row.getByRole('button', { name: answer, exact: true });
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(button).toHaveAccessibleDescription(
        localized(language, '您在当前项目中只有只读权限', 'Your role in this project is read-only'),
      );
    }
  });

  test('the administrator can remove a project from an image, which then leaves that project’s inbox', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
    runningConsole,
  }) => {
    const qa = await signInToCloud(runningConsole.authUrl, 'dave', 'qa');
    const { id } = await createSharedImage(cloud, `not for qa ${Date.now()}`, qa.projectId);
    await signInAndOpen('admin', `/compute/images/${id}?tab=sharing`);
    const sharing = sharingControls(page, language);
    await sharing.members
      .getByRole('button', { name: localized(language, `移除项目 ${qa.projectId}`, `Remove project ${qa.projectId}`) })
      .click();
    await sharing.dialog.getByRole('button', { name: localized(language, '移除', 'Remove'), exact: true }).click();
    await expect(
      page.getByText(localized(language, '还没有共享给任何项目', 'Not shared with any project yet')),
    ).toBeVisible();
    expect(await cloud.image('GET', `/v2/images/${id}/members`)).toMatchObject({ members: [] });
    await signInAndOpen('dave', '/compute/images?tab=shared');
    await expect(page.getByRole('heading', { name: labels.images, exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: /^not for qa/ })).toHaveCount(0);
  });
});
