import { atCloud, giveImage, imagesNamed } from '../support/cloud.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, languages, projectName, say, test, words } from '../support/journey.ts';

const usable = { img_hv_type: 'qemu', visibility: 'public' } as const;
const perImage = ['modify', 'download', 'createVolume', 'editTags', 'delete'] as const;

for (const language of languages) {
  const w = words[language];
  const home = say(language, `切换到 Default/${projectName('admin')}`, `Switch to Default/${projectName('admin')}`);
  const cannotCreate = say(language, '当前不能创建镜像', 'You cannot create images here');

  for (const project of ['admin', 'dev'] as const) {
    test(`the administrator in ${project} may modify, download, make volumes, tag and delete (${language})`, async ({
      page,
      enter,
      served,
    }) => {
      const name = `matrix ${project} ${language} ${Date.now()}`;
      const cloud = await atCloud(served.authUrl, 'admin', project);
      const { id } = await giveImage(cloud, { name, img_hv_type: 'qemu' }, smallRaw.buffer);
      await enter('admin', language, `/compute/images/${id}`, project);
      await expect(page.getByRole('heading', { name })).toBeVisible();
      for (const action of perImage) {
        await expect(page.getByRole('button', { name: w[action], exact: true }), w[action]).toBeEnabled();
      }
    });
  }

  test(`where the cloud itself would refuse, the administrator is told so before (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `foreign ${language} ${Date.now()}`;
    const { id } = await giveImage(cloud, { name, ...usable }, smallRaw.buffer);
    await enter('admin', language, `/compute/images/${id}`, 'dev');
    for (const action of ['download', 'createVolume'] as const) {
      await expect(page.getByRole('button', { name: w[action], exact: true })).toBeEnabled();
    }
    const modify = page.getByRole('button', { name: w.modify, exact: true });
    await expect(modify).toBeDisabled();
    await modify.focus();
    await expect(modify).toHaveAccessibleDescription(
      say(language, '镜像属于其他项目', 'The image belongs to another project'),
    );
  });

  test(`the administrator creates in Default/admin (${language})`, async ({ page, enter }) => {
    await enter('admin', language);
    await page.getByRole('link', { name: w.create }).click();
    await expect(page.getByLabel(w.name, { exact: true })).toBeVisible();
  });

  test(`the administrator elsewhere is told where creating is possible, and is there in one click (${language})`, async ({
    page,
    enter,
  }) => {
    await enter('admin', language, '/compute/images', 'dev');
    const create = page.getByRole('button', { name: w.create, exact: true });
    await expect(create).toBeDisabled();
    await create.focus();
    await expect(create).toHaveAccessibleDescription(
      say(language, '请先切换到管理项目，再执行此操作', 'Switch to the administration project to do this'),
    );
    await page.getByRole('button', { name: home }).click();
    await expect(page.getByLabel(w.project, { exact: true }).locator('option:checked')).toHaveText(
      projectName('admin'),
    );
    await expect(page.getByRole('link', { name: w.create })).toBeVisible();
  });

  test(`so is who opens the form’s address there (${language})`, async ({ page, enter }) => {
    await enter('admin', language, '/compute/images/create', 'dev');
    await expect(page.getByRole('heading', { name: cannotCreate })).toBeVisible();
    await expect(
      page.getByText(
        say(
          language,
          `只能在项目 Default/${projectName('admin')} 中创建`,
          `in project Default/${projectName('admin')} only`,
        ),
      ),
    ).toBeVisible();
    await page.getByRole('button', { name: home }).click();
    await expect(page.getByLabel(w.name, { exact: true })).toBeVisible();
  });

  test(`a project user sees list and detail; everything else is disabled and says why (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `matrix alice ${language} ${Date.now()}`;
    const { id } = await giveImage(cloud, { name, ...usable }, smallRaw.buffer);
    await enter('alice', language, `/compute/images?q=${encodeURIComponent(name)}`, 'dev');
    const create = page.getByRole('button', { name: w.create, exact: true });
    await expect(create).toBeDisabled();
    await create.focus();
    await expect(create).toHaveAccessibleDescription(w.administratorOnly);
    const row = page.getByRole('row').filter({ hasText: name });
    for (const action of ['modify', 'download'] as const) {
      await expect(row.getByRole('button', { name: w[action], exact: true })).toBeDisabled();
    }
    await row.getByRole('button', { name: w.moreActions }).click();
    for (const action of ['createVolume', 'editTags', 'delete'] as const) {
      const item = page.getByRole('menuitem', { name: w[action] });
      await expect(item).toBeDisabled();
      await expect(item).toContainText(w.administratorOnly);
    }
    await page.keyboard.press('Escape');
    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    for (const action of perImage) {
      const button = page.getByRole('button', { name: w[action], exact: true });
      await expect(button, w[action]).toBeDisabled();
      await button.focus();
      await expect(button, w[action]).toHaveAccessibleDescription(w.administratorOnly);
    }

    await page.goto(`/compute/images/${id}/edit?lang=${language}`);
    await expect(
      page.getByRole('heading', { name: say(language, '不能修改此镜像', 'You cannot modify this image') }),
    ).toBeVisible();
    await page.goto(`/compute/images/create?lang=${language}`);
    await expect(page.getByRole('heading', { name: cannotCreate })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(
      say(language, '只有云管理员可以创建镜像', 'Only the cloud administrator can create images'),
    );
    await page
      .getByRole('link', { name: say(language, '返回镜像列表', 'Back to images') })
      .last()
      .click();
    await expect(page.getByRole('table')).toBeVisible();
  });
}

test('a project user sees the images of joined projects only', async ({ page, enter, cloud }) => {
  const mark = `others ${Date.now()}`;
  const hidden = await giveImage(cloud, { name: `${mark} private` });
  await giveImage(cloud, { name: `${mark} public`, visibility: 'public' });
  await enter('alice', 'zh-CN', `/compute/images?q=${encodeURIComponent(mark)}`, 'dev');
  await expect(page.getByRole('link', { name: `${mark} public` })).toBeVisible();
  await expect(page.getByRole('link', { name: `${mark} private` })).toHaveCount(0);
  await page.goto(`/compute/images/${hidden.id}`);
  await expect(page.getByRole('heading', { name: '找不到这个镜像' })).toBeVisible();
});

for (const [person, project] of [
  ['alice', 'dev'],
  ['bob', 'ops'],
] as const) {
  test(`what the policy refuses ${person} is refused behind the page as well, and nothing happens`, async ({
    page,
    enter,
    cloud,
    baseURL,
  }) => {
    const name = `direct ${person} ${Date.now()}`;
    const image = await giveImage(cloud, { name, ...usable, tags: ['kept'] }, smallRaw.buffer);
    await enter(person, 'en-US', '/compute/images', project);
    const session = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
    const one = `/api/image/v2/images/${image.id}`;
    const json = 'application/json';
    const calls = [
      ['POST', '/api/image/v2/images', { name: `${name} made` }, json],
      ['PATCH', one, [{ op: 'replace', path: '/name', value: 'x' }], 'application/openstack-images-v2.1-json-patch'],
      ['PATCH', one, [{ op: 'replace', path: '/tags', value: [] }], 'application/openstack-images-v2.1-json-patch'],
      ['PUT', `${one}/tags/x`, undefined, json],
      ['DELETE', one, undefined, json],
      ['GET', `${one}/file`, undefined, json],
      ['PUT', `${one}/file`, 'bytes', 'application/octet-stream'],
      ['PUT', `${one}/stage`, 'bytes', 'application/octet-stream'],
      ['POST', `${one}/import`, { method: { name: 'glance-direct' } }, json],
      ['POST', `${one}/members`, { member: 'x' }, json],
      ['POST', `${one}/actions/deactivate`, undefined, json],
      ['POST', '/api/volume/v3/volumes', { volume: { size: 1, imageRef: image.id } }, json],
    ] as const;
    for (const [method, path, body, contentType] of calls) {
      const answer = await page.request.fetch(path, {
        method,
        headers: { Origin: baseURL, 'X-CSRF-Token': session.csrfToken, 'Content-Type': contentType },
        ...(body === undefined ? {} : { data: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      expect(answer.status(), `${method} ${path}`).toBe(403);
      expect(answer.headers()['content-type'], `${method} ${path}`).toContain('application/problem+json');
      expect(await answer.json(), `${method} ${path}`).toMatchObject({ status: 403, code: 'denied' });
    }
    expect(await cloud.image('GET', `/v2/images/${image.id}`)).toEqual(image);
    expect(await imagesNamed(cloud, `${name} made`)).toEqual([]);
  });
}
