import { expect } from '@playwright/test';
import { projectNameOf } from '../support/accounts.ts';
import { createImage, findImagesByName, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';

const usable = { img_hv_type: 'qemu', visibility: 'public' } as const;
const perImage = ['modify', 'download', 'createVolume', 'editTags', 'delete'] as const;

for (const language of languages) {
  const labels = labelsOf(language);
  const home = localized(
    language,
    `切换到 Default/${projectNameOf('admin')}`,
    `Switch to Default/${projectNameOf('admin')}`,
  );
  const cannotCreate = localized(language, '当前不能创建镜像', 'You cannot create images here');

  for (const project of ['admin', 'dev'] as const) {
    test(`the administrator in ${project} may modify, download, make volumes, tag and delete (${language})`, async ({
      page,
      signInAndOpen,
      runningConsole,
    }) => {
      const name = `matrix ${project} ${language} ${Date.now()}`;
      const cloud = await signInToCloud(runningConsole.authUrl, 'admin', project);
      const { id } = await createImage(cloud, { name, img_hv_type: 'qemu' }, smallRawFile.buffer);
      await signInAndOpen('admin', language, `/compute/images/${id}`, project);
      await expect(page.getByRole('heading', { name })).toBeVisible();
      for (const action of perImage) {
        await expect(page.getByRole('button', { name: labels[action], exact: true }), labels[action]).toBeEnabled();
      }
    });
  }

  test(`where the cloud itself would refuse, the administrator is told so before (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `foreign ${language} ${Date.now()}`;
    const { id } = await createImage(cloud, { name, ...usable }, smallRawFile.buffer);
    await signInAndOpen('admin', language, `/compute/images/${id}`, 'dev');
    for (const action of ['download', 'createVolume'] as const) {
      await expect(page.getByRole('button', { name: labels[action], exact: true })).toBeEnabled();
    }
    const modify = page.getByRole('button', { name: labels.modify, exact: true });
    await expect(modify).toBeDisabled();
    await modify.focus();
    await expect(modify).toHaveAccessibleDescription(
      localized(language, '镜像属于其他项目', 'The image belongs to another project'),
    );
  });

  test(`the administrator creates in Default/admin (${language})`, async ({ page, signInAndOpen }) => {
    await signInAndOpen('admin', language);
    await page.getByRole('link', { name: labels.create }).click();
    await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();
  });

  test(`the administrator elsewhere is told where creating is possible, and is there in one click (${language})`, async ({
    page,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', language, '/compute/images', 'dev');
    const create = page.getByRole('button', { name: labels.create, exact: true });
    await expect(create).toBeDisabled();
    await create.focus();
    await expect(create).toHaveAccessibleDescription(
      localized(language, '请先切换到管理项目，再执行此操作', 'Switch to the administration project to do this'),
    );
    await page.getByRole('button', { name: home }).click();
    await expect(page.getByLabel(labels.project, { exact: true }).locator('option:checked')).toHaveText(
      projectNameOf('admin'),
    );
    await expect(page.getByRole('link', { name: labels.create })).toBeVisible();
  });

  test(`so is who opens the form’s address there (${language})`, async ({ page, signInAndOpen }) => {
    await signInAndOpen('admin', language, '/compute/images/create', 'dev');
    await expect(page.getByRole('heading', { name: cannotCreate })).toBeVisible();
    await expect(
      page.getByText(
        localized(
          language,
          `只能在项目 Default/${projectNameOf('admin')} 中创建`,
          `in project Default/${projectNameOf('admin')} only`,
        ),
      ),
    ).toBeVisible();
    await page.getByRole('button', { name: home }).click();
    await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();
  });

  test(`a project user sees list and detail; everything else is disabled and says why (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `matrix alice ${language} ${Date.now()}`;
    const { id } = await createImage(cloud, { name, ...usable }, smallRawFile.buffer);
    await signInAndOpen('alice', language, `/compute/images?q=${encodeURIComponent(name)}`, 'dev');
    const create = page.getByRole('button', { name: labels.create, exact: true });
    await expect(create).toBeDisabled();
    await create.focus();
    await expect(create).toHaveAccessibleDescription(labels.administratorOnly);
    const row = page.getByRole('row').filter({ hasText: name });
    for (const action of ['modify', 'download'] as const) {
      await expect(row.getByRole('button', { name: labels[action], exact: true })).toBeDisabled();
    }
    await row.getByRole('button', { name: labels.moreActions }).click();
    for (const action of ['createVolume', 'editTags', 'delete'] as const) {
      const item = page.getByRole('menuitem', { name: labels[action] });
      await expect(item).toBeDisabled();
      await expect(item).toContainText(labels.administratorOnly);
    }
    await page.keyboard.press('Escape');
    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    for (const action of perImage) {
      const button = page.getByRole('button', { name: labels[action], exact: true });
      await expect(button, labels[action]).toBeDisabled();
      await button.focus();
      await expect(button, labels[action]).toHaveAccessibleDescription(labels.administratorOnly);
    }

    await page.goto(`/compute/images/${id}/edit?lang=${language}`);
    await expect(
      page.getByRole('heading', { name: localized(language, '不能修改此镜像', 'You cannot modify this image') }),
    ).toBeVisible();
    await page.goto(`/compute/images/create?lang=${language}`);
    await expect(page.getByRole('heading', { name: cannotCreate })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(
      localized(language, '只有云管理员可以创建镜像', 'Only the cloud administrator can create images'),
    );
    await page
      .getByRole('link', { name: localized(language, '返回镜像列表', 'Back to images') })
      .last()
      .click();
    await expect(page.getByRole('table')).toBeVisible();
  });
}

test('a project user sees the images of joined projects only', async ({ page, signInAndOpen, cloud }) => {
  const mark = `others ${Date.now()}`;
  const hidden = await createImage(cloud, { name: `${mark} private` });
  await createImage(cloud, { name: `${mark} public`, visibility: 'public' });
  await signInAndOpen('alice', 'zh-CN', `/compute/images?q=${encodeURIComponent(mark)}`, 'dev');
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
    signInAndOpen,
    cloud,
    baseURL,
  }) => {
    const name = `direct ${person} ${Date.now()}`;
    const image = await createImage(cloud, { name, ...usable, tags: ['kept'] }, smallRawFile.buffer);
    await signInAndOpen(person, 'en-US', '/compute/images', project);
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
    expect(await findImagesByName(cloud, `${name} made`)).toEqual([]);
  });
}
