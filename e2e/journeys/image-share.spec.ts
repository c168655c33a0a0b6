import { expect } from '@playwright/test';
import { type CloudClient, createImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { createProjectWithMember } from '../support/project-with-member.ts';
import { sharingControls } from '../support/sharing-controls.ts';

// Policy `openstack` lets project users share and answer; policy `ecf` lets only administrators share.
test.use({ policy: 'openstack' });

const sharingAddress = (id: string) => `/compute/images/${id}?tab=sharing`;

async function memberStatuses(owner: CloudClient, id: string): Promise<readonly string[]> {
  const { members } = await owner.image<{ members: { status: string }[] }>('GET', `/v2/images/${id}/members`);
  return members.map(({ status }) => status);
}

test.describe('sharing an image', () => {
  test('a project can be added, accept the image, leave it and be removed', async ({
    page,
    language,
    labels,
    signInAndOpen,
    runningConsole,
  }) => {
    const name = `分享 ${Date.now()}`;
    const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
    const qa = await signInToCloud(runningConsole.authUrl, 'dave', 'qa');
    const { id } = await createImage(dev, { name, visibility: 'shared' });
    const sharing = sharingControls(page, language);

    await signInAndOpen('alice', sharingAddress(id), 'dev');
    await sharing.tab.click();
    await page.getByLabel(localized(language, '共享给项目', 'Share with project'), { exact: true }).fill(qa.projectId);
    await page.keyboard.press('Escape');
    await sharing.share.click();
    const member = page.getByRole('row').filter({ hasText: qa.projectId });
    await expect(member).toContainText(localized(language, '等待接受', 'Pending'));

    await page.context().clearCookies();
    await signInAndOpen('dave', '/compute/images');
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
    await page.getByRole('tab', { name: new RegExp(`^${labels.shared}`) }).click();
    await sharing.accept(name).click();
    await expect.poll(() => memberStatuses(dev, id)).toEqual(['accepted']);
    await page.goto(listAddress(name));
    await page.getByRole('row').filter({ hasText: name }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();

    await sharing.tab.click();
    await sharing.leave(name).click();
    await sharing.dialog.getByRole('button', { name: localized(language, '退出共享', 'Leave'), exact: true }).click();
    await expect.poll(() => memberStatuses(dev, id)).toEqual(['rejected']);

    await page.context().clearCookies();
    await signInAndOpen('alice', sharingAddress(id), 'dev');
    await sharing.tab.click();
    await expect(member).toContainText(localized(language, '已拒绝', 'Rejected'));
    await member.getByRole('button', { name: new RegExp(localized(language, '^移除', '^Remove')) }).click();
    await sharing.dialog.getByRole('button', { name: localized(language, '移除', 'Remove'), exact: true }).click();
    await expect(member).toHaveCount(0);
    expect(await memberStatuses(dev, id)).toEqual([]);
  });

  test('a private image is shared after its visibility has been changed, and the other project can reject it', async ({
    page,
    language,
    signInAndOpen,
    runningConsole,
  }) => {
    const owner = await createProjectWithMember(runningConsole, 'owners');
    const recipient = await createProjectWithMember(runningConsole, 'recipients');
    const name = `not wanted ${Date.now()}`;
    const { id } = await createImage(owner.memberCloud, { name }, smallRawFile.buffer);
    const sharing = sharingControls(page, language);
    await signInAndOpen(owner.member, sharingAddress(id));
    const makeShared = localized(language, '将可见性改为共享', 'Change visibility to shared');
    await page.getByRole('button', { name: makeShared }).click();
    await sharing.dialog.getByRole('button', { name: makeShared }).click();
    await sharing.project.fill('no-such-project');
    await sharing.share.click();
    await expect(sharing.dialog).toContainText(localized(language, '不像项目 ID', 'does not look like a project ID'));
    await sharing.dialog.getByRole('button').first().click();
    await sharing.project.fill(owner.project.id);
    await sharing.share.click();
    await expect(
      page.getByText(localized(language, '这是镜像的所属项目', 'This project owns the image already')),
    ).toBeVisible();
    await sharing.project.fill(recipient.project.id);
    await sharing.share.click();
    await expect(sharing.members).toBeVisible();

    await signInAndOpen(recipient.member, '/compute/images?tab=shared');
    await sharing.reject(name).click();
    await expect(page.getByText(localized(language, `已拒绝镜像 ${name}`, `Rejected image ${name}`))).toBeVisible();
    await expect(sharing.accept(name)).toBeVisible();
  });

  test('sharing and accepting show a failure with its request ID and succeed on the next attempt', {
    tag: '@embedded',
  }, async ({ page, language, labels, signInAndOpen, faults, runningConsole }) => {
    const owner = await createProjectWithMember(runningConsole, 'owners');
    const recipient = await createProjectWithMember(runningConsole, 'recipients');
    const name = `fails once ${Date.now()}`;
    const { id } = await createImage(owner.memberCloud, { name, visibility: 'shared' }, smallRawFile.buffer);
    const sharing = sharingControls(page, language);
    const alert = page.getByRole('alert');
    const unavailable = localized(
      language,
      '云平台服务暂时不可用',
      'The cloud’s service is unavailable for the moment',
    );
    await signInAndOpen(owner.member, sharingAddress(id));
    await faults.set({
      match: { service: 'image', method: 'POST', path: '/members$' },
      effect: { kind: 'status', status: 503 },
    });
    await sharing.project.fill(recipient.project.id);
    await sharing.share.click();
    await expect(alert).toContainText(unavailable);
    await expect(alert).toContainText(labels.requestId);
    await expect(sharing.project).toHaveValue(recipient.project.id);
    await faults.clear();
    await sharing.share.click();
    await expect(sharing.members).toContainText(recipient.project.id);

    await signInAndOpen(recipient.member, '/compute/images?tab=shared');
    await faults.set({
      match: { service: 'image', method: 'PUT', path: '/members/' },
      effect: { kind: 'status', status: 503 },
    });
    await sharing.accept(name).click();
    await expect(alert).toContainText(unavailable);
    await faults.clear();
    await sharing.accept(name).click();
    await expect(page.getByText(localized(language, `已接受镜像 ${name}`, `Accepted image ${name}`))).toBeVisible();
  });

  test('a reader of the project finds every action disabled with the reason', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const { id, name } = await createImage(
      cloud,
      { name: `to read ${Date.now()}`, img_hv_type: 'qemu', visibility: 'public' },
      smallRawFile.buffer,
    );
    await signInAndOpen('bob', `/compute/images/${id}`, 'ops');
    await expect(page.getByRole('heading', { name })).toBeVisible();
    for (const action of ['modify', 'download', 'createVolume', 'editTags', 'delete'] as const) {
      const button = page.getByRole('button', { name: labels[action], exact: true });
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(button).toHaveAccessibleDescription(
        localized(language, '您在当前项目中只有只读权限', 'Your role in this project is read-only'),
      );
    }
  });
});
