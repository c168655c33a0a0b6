import { expect } from '@playwright/test';
import { projectNameOf } from '../support/accounts.ts';
import { createImage, findImagesByName, getImage, signInToCloud } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { createAddress } from '../support/image-form.ts';
import { listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { type Language, localized } from '../support/labels.ts';

const publicQemu = { img_hv_type: 'qemu', visibility: 'public' } as const;
const detailActions = ['modify', 'download', 'createVolume', 'editTags', 'delete'] as const;

const adminProject = `Default/${projectNameOf('admin')}`;
const switchToAdminProject = (language: Language) =>
  localized(language, `切换到 ${adminProject}`, `Switch to ${adminProject}`);
const cannotCreateHeading = (language: Language) =>
  localized(language, '当前不能创建镜像', 'You cannot create images here');

test.describe('permissions of the administrator', () => {
  for (const project of ['admin', 'dev'] as const) {
    test(`in project ${project} all actions on the project’s own image are enabled`, async ({
      page,
      labels,
      signInAndOpen,
      runningConsole,
    }) => {
      const name = `matrix ${project} ${Date.now()}`;
      const cloud = await signInToCloud(runningConsole.authUrl, 'admin', project);
      const { id } = await createImage(cloud, { name, img_hv_type: 'qemu' }, smallRawFile.buffer);
      await signInAndOpen('admin', `/compute/images/${id}`, project);
      await expect(page.getByRole('heading', { name })).toBeVisible();
      for (const action of detailActions) {
        await expect(page.getByRole('button', { name: labels[action], exact: true }), labels[action]).toBeEnabled();
      }
    });
  }

  test('an action that Glance would refuse for an image of another project is disabled with the reason', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const { id } = await createImage(cloud, { name: `foreign ${Date.now()}`, ...publicQemu }, smallRawFile.buffer);
    await signInAndOpen('admin', `/compute/images/${id}`, 'dev');
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

  test('the list of project admin leads to the create form', async ({ page, labels, signInAndOpen }) => {
    await signInAndOpen('admin');
    await page.getByRole('link', { name: labels.create }).click();
    await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();
  });

  test('the list of another project explains why creating is disabled and offers to switch the project', async ({
    page,
    language,
    labels,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', '/compute/images', 'dev');
    const create = page.getByRole('button', { name: labels.create, exact: true });
    await expect(create).toBeDisabled();
    await create.focus();
    await expect(create).toHaveAccessibleDescription(
      localized(language, '请先切换到管理项目，再执行此操作', 'Switch to the administration project to do this'),
    );
    await page.getByRole('button', { name: switchToAdminProject(language) }).click();
    await expect(page.getByLabel(labels.project, { exact: true })).toHaveText(projectNameOf('admin'));
    await expect(page.getByRole('link', { name: labels.create })).toBeVisible();
  });

  test('the create address in another project explains why creating is not possible and offers to switch the project', async ({
    page,
    language,
    labels,
    signInAndOpen,
  }) => {
    await signInAndOpen('admin', createAddress, 'dev');
    await expect(page.getByRole('heading', { name: cannotCreateHeading(language) })).toBeVisible();
    await expect(
      page.getByText(localized(language, `只能在项目 ${adminProject} 中创建`, `in project ${adminProject} only`)),
    ).toBeVisible();
    await page.getByRole('button', { name: switchToAdminProject(language) }).click();
    await expect(page.getByLabel(labels.name, { exact: true })).toBeVisible();
  });
});

test.describe('permissions of a project user', () => {
  test('list and detail can be read, and every action is disabled with the reason', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `matrix alice ${Date.now()}`;
    const { id } = await createImage(cloud, { name, ...publicQemu }, smallRawFile.buffer);
    await signInAndOpen('alice', listAddress(name), 'dev');
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
    for (const action of detailActions) {
      const button = page.getByRole('button', { name: labels[action], exact: true });
      await expect(button, labels[action]).toBeDisabled();
      await button.focus();
      await expect(button, labels[action]).toHaveAccessibleDescription(labels.administratorOnly);
    }

    await page.goto(`/compute/images/${id}/edit`);
    await expect(
      page.getByRole('heading', { name: localized(language, '不能修改此镜像', 'You cannot modify this image') }),
    ).toBeVisible();
    await page.goto(createAddress);
    await expect(page.getByRole('heading', { name: cannotCreateHeading(language) })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(
      localized(language, '只有云管理员可以创建镜像', 'Only the cloud administrator can create images'),
    );
    await page
      .getByRole('link', { name: localized(language, '返回镜像列表', 'Back to images') })
      .last()
      .click();
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('private images of other projects are neither listed nor reachable by address', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const prefix = `others ${Date.now()}`;
    const { id } = await createImage(cloud, { name: `${prefix} private` });
    await createImage(cloud, { name: `${prefix} public`, visibility: 'public' });
    await signInAndOpen('alice', listAddress(prefix), 'dev');
    await expect(page.getByRole('link', { name: `${prefix} public` })).toBeVisible();
    await expect(page.getByRole('link', { name: `${prefix} private` })).toHaveCount(0);
    await page.goto(`/compute/images/${id}`);
    await expect(
      page.getByRole('heading', { name: localized(language, '找不到这个镜像', 'There is no such image') }),
    ).toBeVisible();
  });

  for (const { user, project } of [
    { user: 'alice', project: 'dev' },
    { user: 'bob', project: 'ops' },
  ] as const) {
    test(`the BFF answers 403 to every write of ${user} that the policy forbids, and changes nothing`, async ({
      page,
      signInAndOpen,
      cloud,
      baseURL,
    }) => {
      const name = `direct ${user} ${Date.now()}`;
      const image = await createImage(cloud, { name, ...publicQemu, tags: ['kept'] }, smallRawFile.buffer);
      await signInAndOpen(user, '/compute/images', project);
      const session = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
      const path = `/api/image/v2/images/${image.id}`;
      const json = 'application/json';
      const patch = 'application/openstack-images-v2.1-json-patch';
      const data = 'application/octet-stream';
      for (const [method, url, body, contentType] of [
        ['POST', '/api/image/v2/images', { name: `${name} made` }, json],
        ['PATCH', path, [{ op: 'replace', path: '/name', value: 'x' }], patch],
        ['PATCH', path, [{ op: 'replace', path: '/tags', value: [] }], patch],
        ['PUT', `${path}/tags/x`, undefined, json],
        ['DELETE', path, undefined, json],
        ['GET', `${path}/file`, undefined, json],
        ['PUT', `${path}/file`, 'bytes', data],
        ['PUT', `${path}/stage`, 'bytes', data],
        ['POST', `${path}/import`, { method: { name: 'glance-direct' } }, json],
        ['POST', `${path}/members`, { member: 'x' }, json],
        ['POST', `${path}/actions/deactivate`, undefined, json],
        ['POST', '/api/volume/v3/volumes', { volume: { size: 1, imageRef: image.id } }, json],
      ] as const) {
        const response = await page.request.fetch(url, {
          method,
          headers: { Origin: baseURL, 'X-CSRF-Token': session.csrfToken, 'Content-Type': contentType },
          ...(body === undefined ? {} : { data: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        expect(response.status(), `${method} ${url}`).toBe(403);
        expect(response.headers()['content-type'], `${method} ${url}`).toContain('application/problem+json');
        expect(await response.json(), `${method} ${url}`).toMatchObject({ status: 403, code: 'denied' });
      }
      expect(await getImage(cloud, image.id)).toEqual(image);
      expect(await findImagesByName(cloud, `${name} made`)).toEqual([]);
    });
  }
});
