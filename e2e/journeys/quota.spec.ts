import { expect } from '@playwright/test';
import { type CloudClient, createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { createProjectWithMember, type ProjectWithMember } from '../support/project-with-member.ts';

// Who creates in a project of their own: there a quota is nobody else's business.
test.use({ policy: 'openstack' });

const MiB = 1024 * 1024;

/** From now on the team's project may have no more of it: MiB, or images. */
async function limit(
  cloud: CloudClient,
  { project }: ProjectWithMember,
  resource: string,
  most: number,
): Promise<void> {
  const { services } = await cloud.identity<{ services: readonly { id: string; type: string }[] }>('GET', '/services');
  const { regions } = await cloud.identity<{ regions: readonly { id: string }[] }>('GET', '/regions');
  const one = {
    service_id: services.find(({ type }) => type === 'image')?.id,
    region_id: regions[0]?.id,
    project_id: project.id,
    resource_name: resource,
    resource_limit: most,
  };
  await cloud.identity('POST', '/limits', { limits: [one] });
}

for (const language of languages) {
  test(`a full project is told of before, and the cloud's own refusal afterwards, with the form kept (${language})`, async ({
    page,
    signInAndOpen,
    runningConsole,
    cloud,
  }) => {
    const bytes = await createProjectWithMember(runningConsole, 'bytes');
    await limit(cloud, bytes, 'image_size_total', 1);
    await createImage(bytes.memberCloud, { name: 'large' }, Buffer.alloc(2 * MiB));
    await signInAndOpen(bytes.member, language, '/compute/images/create');
    const form = imageForm(page, language);
    await form.name.fill('one too large');
    await form.description.fill('kept words');
    await form.file.setInputFiles(smallRawFile);
    await expect(page.getByText(localized(language, '（剩余 0 B，共 1 MiB）', '(0 B of 1 MiB)'))).toBeVisible();
    await form.submit.click();
    await expect(
      form.alert.filter({
        hasText: localized(language, '项目的镜像存储空间已用完', 'The project’s image storage is used up'),
      }),
    ).toContainText(localized(language, '已自动删除', 'has been removed'));
    await expect(form.description).toHaveValue('kept words');
    expect(await findImagesByName(bytes.memberCloud, 'one too large')).toEqual([]);

    const count = await createProjectWithMember(runningConsole, 'count');
    await limit(cloud, count, 'image_count_total', 1);
    await createImage(count.memberCloud, { name: 'the only one' });
    page.once('dialog', (question) => void question.accept());
    await signInAndOpen(count.member, language, '/compute/images/create');
    await form.name.fill('one too many');
    await form.description.fill('kept words');
    await form.file.setInputFiles(smallRawFile);
    await expect(
      page.getByText(localized(language, '镜像数量已达到配额（1 个）', 'as many images as its quota allows (1)')),
    ).toBeVisible();
    await form.submit.click();
    await expect(
      form.alert.filter({
        hasText: localized(language, '项目的镜像数量已达上限', 'The project has reached its number of images'),
      }),
    ).toBeVisible();
    await expect(form.description).toHaveValue('kept words');
    expect(await findImagesByName(count.memberCloud, 'one too many')).toEqual([]);
  });
}
