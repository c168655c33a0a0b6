import { MiB } from '@console/units';
import { expect } from '@playwright/test';
import { type CloudClient, createImage, findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { createAddress, imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { languages, localized } from '../support/labels.ts';
import { createProjectWithMember, type ProjectWithMember } from '../support/project-with-member.ts';

// Policy `openstack` lets members create images in their own project, whose limits no other journey depends on.
test.use({ policy: 'openstack' });

/** Sets a project's limit of a resource, in MiB or images. */
async function setLimit(
  cloud: CloudClient,
  { project }: ProjectWithMember,
  resource: 'image_size_total' | 'image_count_total',
  limit: number,
): Promise<void> {
  const { services } = await cloud.identity<{ services: readonly { id: string; type: string }[] }>('GET', '/services');
  const { regions } = await cloud.identity<{ regions: readonly { id: string }[] }>('GET', '/regions');
  const record = {
    service_id: services.find(({ type }) => type === 'image')?.id,
    region_id: regions[0]?.id,
    project_id: project.id,
    resource_name: resource,
    resource_limit: limit,
  };
  await cloud.identity('POST', '/limits', { limits: [record] });
}

for (const language of languages) {
  test.describe(`image quota, ${language}`, () => {
    test.use({ language });

    test('the form warns of a used-up storage quota and stays filled in when Glance refuses the data', async ({
      page,
      signInAndOpen,
      runningConsole,
      cloud,
    }) => {
      const project = await createProjectWithMember(runningConsole, 'bytes');
      await setLimit(cloud, project, 'image_size_total', 1);
      await createImage(project.memberCloud, { name: 'large' }, Buffer.alloc(2 * MiB));
      await signInAndOpen(project.member, createAddress);
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
      expect(await findImagesByName(project.memberCloud, 'one too large')).toEqual([]);
    });

    test('the form warns of a used-up image count and stays filled in when Glance refuses the image', async ({
      page,
      signInAndOpen,
      runningConsole,
      cloud,
    }) => {
      const project = await createProjectWithMember(runningConsole, 'count');
      await setLimit(cloud, project, 'image_count_total', 1);
      await createImage(project.memberCloud, { name: 'the only one' });
      await signInAndOpen(project.member, createAddress);
      const form = imageForm(page, language);
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
      expect(await findImagesByName(project.memberCloud, 'one too many')).toEqual([]);
    });
  });
}
