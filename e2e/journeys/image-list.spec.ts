import { expect } from '@playwright/test';
import { projectNameOf } from '../support/accounts.ts';
import { type CloudClient, createImage, signInToCloud } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages, localized } from '../support/labels.ts';
import { createProjectWithMember } from '../support/project-with-member.ts';

const bytes = new Uint8Array(4096);
const two = (number: number) => String(number).padStart(2, '0');

async function giveMany(cloud: CloudClient, mark: string, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `${mark} ${two(index + 1)}`);
  for (const name of names) await createImage(cloud, { name });
  return names;
}

for (const language of languages) {
  test.describe(language, () => {
    // As the reader's browser asks, so that it stays through reloading.
    test.use({ locale: language });
    const labels = labelsOf(language);
    const show = (from: number, to: number, total: number) =>
      localized(language, `${from}–${to}，共 ${total} 个`, `${from}–${to} of ${total}`);

    test(`pages are turned, and sorting is by the whole set, not by the page shown`, async ({
      page,
      signInAndOpen,
      cloud,
    }) => {
      const mark = `分页 pages ${Date.now()}`;
      const names = await giveMany(cloud, mark, 23);
      const list = imageList(page, language);
      await signInAndOpen('admin', language, listAddress(mark));
      await expect(list.names).toHaveCount(20);
      await expect(list.pagination).toContainText(show(1, 20, 23));
      await expect(list.previousPage).toBeDisabled();

      await list.sortBy(labels.columnName);
      await expect(list.columnHeader(labels.columnName)).toHaveAttribute('aria-sort', 'ascending');
      await expect(list.names).toHaveText(names.slice(0, 20));
      await list.nextPage.click();
      await expect(list.names).toHaveText(names.slice(20));
      await expect(list.pagination).toContainText(show(21, 23, 23));
      await expect(list.nextPage).toBeDisabled();

      await list.sortBy(labels.columnName);
      await expect(list.columnHeader(labels.columnName)).toHaveAttribute('aria-sort', 'descending');
      await expect(list.names).toHaveText(names.toReversed().slice(0, 20));

      await page.getByLabel(localized(language, '每页', 'Per page')).selectOption('50');
      await expect(list.names).toHaveText(names.toReversed());
      await page.reload();
      await expect(list.names).toHaveText(names.toReversed());
    });

    test(`a piece of a name, a tag or an ID finds, in any script`, async ({ page, signInAndOpen, cloud }) => {
      const mark = `${Date.now()}`;
      const kylin = await createImage(cloud, { name: `银河麒麟服务器版 ${mark}`, tags: [`生产环境${mark}`] });
      const other = await createImage(cloud, { name: `Rocky Linux ${mark}` });
      const list = imageList(page, language);
      await signInAndOpen('admin', language, listAddress(mark));
      await expect(list.names).toHaveCount(2);

      await list.search.fill(`麒麟服务器版 ${mark}`);
      await expect(list.names).toHaveText([kylin.name]);
      await list.search.fill(`产环境${mark}`);
      await expect(list.names).toHaveText([kylin.name]);
      await list.search.fill(`ROCKY linux ${mark}`);
      await expect(list.names).toHaveText([other.name]);
      await list.search.fill(other.id.slice(4, 30));
      await expect(list.names).toHaveText([other.name]);
      await expect(page).toHaveURL(new RegExp(`q=${other.id.slice(4, 30)}`));
    });

    test(`filters live in the address: reloading and going back keep them`, async ({ page, signInAndOpen, cloud }) => {
      const mark = `筛选 filter ${language} ${Date.now()}`;
      const names = { queued: `${mark} queued`, raw: `${mark} raw`, iso: `${mark} iso` };
      await createImage(cloud, { name: names.queued });
      await createImage(cloud, { name: names.raw }, bytes);
      await createImage(cloud, { name: names.iso, disk_format: 'iso' }, (await sampleFile('plain.iso')).buffer);
      const list = imageList(page, language);
      await signInAndOpen('admin', language, `${listAddress(mark)}&sort=name`);
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
      await expect(list.search).toHaveValue(mark);

      // The address alone is the view, for a colleague.
      await page.goto(`${listAddress(mark)}&status=queued&lang=${language}`);
      await expect(list.names).toHaveText([names.queued]);
      await page.getByRole('button', { name: localized(language, '清除条件', 'Clear conditions') }).click();
      await expect(list.search).toHaveValue('');
      await expect(list.names.first()).toBeVisible();
    });

    test(`an image on its way shows its new status by itself`, async ({ page, signInAndOpen, cloud }) => {
      const image = await createImage(cloud, { name: `moving ${language} ${Date.now()}` });
      const list = imageList(page, language);
      await signInAndOpen('admin', language, listAddress(image.name));
      await expect(list.row(image.name)).toContainText(labels.queued);
      await cloud.image('PUT', `/v2/images/${image.id}/file`, bytes, 'application/octet-stream');
      await expect(list.row(image.name)).toContainText(labels.active);
      await expect(list.row(image.name)).toContainText('4 KiB');
    });

    test(`nothing found says so and leads back to everything`, async ({ page, signInAndOpen }) => {
      const list = imageList(page, language);
      await signInAndOpen('admin', language);
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

    test(`a project user sees what is theirs and may look, not act`, async ({
      page,
      signInAndOpen,
      runningConsole,
    }) => {
      const alice = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
      const image = await createImage(alice, { name: `dev only ${language} ${Date.now()}` }, bytes);
      const list = imageList(page, language);
      await signInAndOpen('alice', language, listAddress(image.name), 'dev');
      const row = list.row(image.name);
      await expect(row).toContainText(projectNameOf('dev'));

      const blocked = [
        row.getByRole('button', { name: labels.modify }),
        page.getByRole('button', { name: labels.create }),
      ];
      for (const button of blocked) {
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

    test(`a project user sees nothing of a project not joined`, async ({
      page,
      signInAndOpen,
      runningConsole,
      cloud,
    }) => {
      const team = await createProjectWithMember(runningConsole, 'others');
      await createImage(cloud, { name: `for all ${language} ${Date.now()}`, visibility: 'public' });
      const image = await createImage(team.memberCloud, { name: `not for dave ${language} ${Date.now()}` }, bytes);
      const list = imageList(page, language);
      await signInAndOpen('dave', language, listAddress(image.name));
      await expect(list.noMatches).toBeVisible();
      await page.goto(`/compute/images/${image.id}?lang=${language}`);
      await expect(
        page.getByRole('heading', { name: localized(language, '找不到这个镜像', 'There is no such image') }),
      ).toBeVisible();

      await signInAndOpen(team.member, language, listAddress(image.name));
      await expect(list.names).toHaveText([image.name]);
    });
  });
}
