import { expect } from '@playwright/test';
import { projectNameOf } from '../support/accounts.ts';
import { createImage, signInToCloud } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { localized } from '../support/labels.ts';
import { createProjectWithMember } from '../support/project-with-member.ts';
import { selectOption } from '../support/select-option.ts';

const data = new Uint8Array(4096);

test.describe('image list', () => {
  test('pages and sorting cover the whole result, and a reload keeps page size and order', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const prefix = `分页 pages ${Date.now()}`;
    const names = Array.from({ length: 23 }, (_, index) => `${prefix} ${String(index + 1).padStart(2, '0')}`);
    for (const name of names) await createImage(cloud, { name });
    const range = (from: number, to: number) => localized(language, `${from}–${to}，共 23 个`, `${from}–${to} of 23`);
    const list = imageList(page, language);
    await signInAndOpen('admin', listAddress(prefix));
    await expect(list.names).toHaveCount(20);
    await expect(list.pagination).toContainText(range(1, 20));
    await expect(list.previousPage).toBeDisabled();

    await list.sortBy(labels.columnName);
    await expect(list.columnHeader(labels.columnName)).toHaveAttribute('aria-sort', 'ascending');
    await expect(list.names).toHaveText(names.slice(0, 20));
    await list.nextPage.click();
    await expect(list.names).toHaveText(names.slice(20));
    await expect(list.pagination).toContainText(range(21, 23));
    await expect(list.nextPage).toBeDisabled();

    await list.sortBy(labels.columnName);
    await expect(list.columnHeader(labels.columnName)).toHaveAttribute('aria-sort', 'descending');
    await expect(list.names).toHaveText(names.toReversed().slice(0, 20));

    await selectOption(page.getByLabel(localized(language, '每页', 'Per page')), '50');
    await expect(list.names).toHaveText(names.toReversed());
    await page.reload();
    await expect(list.names).toHaveText(names.toReversed());
  });

  test('a search finds images by a part of the name, tag or ID, in Chinese and without regard to case', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const id = `${Date.now()}`;
    const kylin = await createImage(cloud, { name: `银河麒麟服务器版 ${id}`, tags: [`生产环境${id}`] });
    const rocky = await createImage(cloud, { name: `Rocky Linux ${id}` });
    const list = imageList(page, language);
    await signInAndOpen('admin', listAddress(id));
    await expect(list.names).toHaveCount(2);

    await list.search.fill(`麒麟服务器版 ${id}`);
    await expect(list.names).toHaveText([kylin.name]);
    await list.search.fill(`产环境${id}`);
    await expect(list.names).toHaveText([kylin.name]);
    await list.search.fill(`ROCKY linux ${id}`);
    await expect(list.names).toHaveText([rocky.name]);
    await list.search.fill(rocky.id.slice(4, 30));
    await expect(list.names).toHaveText([rocky.name]);
    await expect(page).toHaveURL(new RegExp(`q=${rocky.id.slice(4, 30)}`));
  });

  test('the address holds the filters, so that reload, back and a copied address show the same images', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const prefix = `筛选 filter ${Date.now()}`;
    const names = { queued: `${prefix} queued`, raw: `${prefix} raw`, iso: `${prefix} iso` };
    await createImage(cloud, { name: names.queued });
    await createImage(cloud, { name: names.raw }, data);
    await createImage(cloud, { name: names.iso, disk_format: 'iso' }, (await sampleFile('plain.iso')).buffer);
    const list = imageList(page, language);
    await signInAndOpen('admin', `${listAddress(prefix)}&sort=name`);
    await expect(list.names).toHaveText([names.iso, names.queued, names.raw]);

    await list.filterBy(labels.status, labels.active);
    await expect(list.names).toHaveText([names.iso, names.raw]);
    await list.filterBy(labels.format, 'RAW');
    await expect(list.names).toHaveText([names.raw]);
    await expect(list.filterButton(labels.format)).toContainText('RAW');
    await page.reload();
    await expect(list.names).toHaveText([names.raw]);
    await expect(list.filterButton(labels.status)).toContainText(labels.active);

    await list.names.first().click();
    await expect(page.getByRole('heading', { name: names.raw })).toBeVisible();
    await page.goBack();
    await expect(list.names).toHaveText([names.raw]);
    await page.goBack();
    await expect(list.names).toHaveText([names.iso, names.raw]);
    await expect(list.search).toHaveValue(prefix);

    await page.goto(`${listAddress(prefix)}&status=queued`);
    await expect(list.names).toHaveText([names.queued]);
    await page.getByRole('button', { name: localized(language, '清除条件', 'Clear conditions') }).click();
    await expect(list.search).toHaveValue('');
    await expect(list.names.first()).toBeVisible();
  });

  test('a row shows the new status and size of a queued image after its upload without a reload', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const image = await createImage(cloud, { name: `moving ${Date.now()}` });
    const list = imageList(page, language);
    await signInAndOpen('admin', listAddress(image.name));
    await expect(list.row(image.name)).toContainText(labels.queued);
    await cloud.image('PUT', `/v2/images/${image.id}/file`, data, 'application/octet-stream');
    await expect(list.row(image.name)).toContainText(labels.active);
    await expect(list.row(image.name)).toContainText('4 KiB');
  });

  test('a search without matches offers to clear the conditions', async ({ page, language, signInAndOpen }) => {
    const list = imageList(page, language);
    await signInAndOpen('admin');
    await expect(list.names.first()).toBeVisible();
    await list.search.fill(`没有 nothing ${Date.now()}`);
    await expect(list.noMatches).toBeVisible();
    await expect(list.table).toBeHidden();
    await page
      .getByRole('main')
      .getByRole('button', { name: localized(language, '清除条件', 'Clear conditions') })
      .last()
      .click();
    await expect(list.names.first()).toBeVisible();
  });

  test('a project user sees the project’s images with all actions disabled and explained', async ({
    page,
    language,
    labels,
    signInAndOpen,
    runningConsole,
  }) => {
    const alice = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
    const image = await createImage(alice, { name: `dev only ${Date.now()}` }, data);
    const list = imageList(page, language);
    await signInAndOpen('alice', listAddress(image.name), 'dev');
    const row = list.row(image.name);
    await expect(row).toContainText(projectNameOf('dev'));

    for (const button of [
      row.getByRole('button', { name: labels.modify }),
      page.getByRole('button', { name: labels.create }),
    ]) {
      await expect(button).toBeDisabled();
      await button.focus();
      await expect(page.getByRole('tooltip')).toHaveText(labels.administratorOnly);
    }
    const menu = await list.openRowMenu(image.name);
    for (const action of [labels.createVolume, labels.editTags, labels.delete]) {
      const item = menu.getByRole('menuitem', { name: action });
      await expect(item).toBeDisabled();
      await expect(item).toContainText(labels.administratorOnly);
    }
    await page.keyboard.press('Escape');
    await list.names.first().click();
    await expect(page.getByRole('heading', { name: image.name })).toBeVisible();
    await expect(page.getByRole('button', { name: labels.download, exact: true })).toBeDisabled();
  });

  test('only members of a project see its private images', async ({
    page,
    language,
    signInAndOpen,
    runningConsole,
    cloud,
  }) => {
    const { member, memberCloud } = await createProjectWithMember(runningConsole, 'others');
    await createImage(cloud, { name: `for all ${Date.now()}`, visibility: 'public' });
    const image = await createImage(memberCloud, { name: `not for dave ${Date.now()}` }, data);
    const list = imageList(page, language);
    await signInAndOpen('dave', listAddress(image.name));
    await expect(list.noMatches).toBeVisible();
    await page.goto(`/compute/images/${image.id}`);
    await expect(
      page.getByRole('heading', { name: localized(language, '找不到这个镜像', 'There is no such image') }),
    ).toBeVisible();

    await signInAndOpen(member, listAddress(image.name));
    await expect(list.names).toHaveText([image.name]);
  });
});
