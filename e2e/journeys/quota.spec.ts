import { type Cloud, giveImage, imagesNamed } from '../support/cloud.ts';
import { createForm } from '../support/create-form.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, languages, say, test } from '../support/journey.ts';
import { newTeam, type Team } from '../support/people.ts';

// Who creates in a project of their own: there a quota is nobody else's business.
test.use({ policy: 'openstack' });

const MiB = 1024 * 1024;

/** From now on the team's project may have no more of it: MiB, or images. */
async function limit(cloud: Cloud, { project }: Team, resource: string, most: number): Promise<void> {
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
    enter,
    served,
    cloud,
  }) => {
    const bytes = await newTeam(served, 'bytes');
    await limit(cloud, bytes, 'image_size_total', 1);
    await giveImage(bytes.cloud, { name: 'large' }, Buffer.alloc(2 * MiB));
    await enter(bytes.member, language, '/compute/images/create');
    const form = createForm(page, language);
    await form.name.fill('one too large');
    await form.description.fill('kept words');
    await form.file.setInputFiles(smallRaw);
    await expect(page.getByText(say(language, '（剩余 0 B，共 1 MiB）', '(0 B of 1 MiB)'))).toBeVisible();
    await form.submit.click();
    await expect(
      form.alert.filter({
        hasText: say(language, '项目的镜像存储空间已用完', 'The project’s image storage is used up'),
      }),
    ).toContainText(say(language, '已自动删除', 'has been removed'));
    await expect(form.description).toHaveValue('kept words');
    expect(await imagesNamed(bytes.cloud, 'one too large')).toEqual([]);

    const count = await newTeam(served, 'count');
    await limit(cloud, count, 'image_count_total', 1);
    await giveImage(count.cloud, { name: 'the only one' });
    page.once('dialog', (question) => void question.accept());
    await enter(count.member, language, '/compute/images/create');
    await form.name.fill('one too many');
    await form.description.fill('kept words');
    await form.file.setInputFiles(smallRaw);
    await expect(
      page.getByText(say(language, '镜像数量已达到配额（1 个）', 'as many images as its quota allows (1)')),
    ).toBeVisible();
    await form.submit.click();
    await expect(
      form.alert.filter({
        hasText: say(language, '项目的镜像数量已达上限', 'The project has reached its number of images'),
      }),
    ).toBeVisible();
    await expect(form.description).toHaveValue('kept words');
    expect(await imagesNamed(count.cloud, 'one too many')).toEqual([]);
  });
}
