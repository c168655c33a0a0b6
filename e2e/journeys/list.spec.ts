import { atCloud, type Cloud, giveImage } from '../support/cloud.ts';
import { sampleDisk } from '../support/disk-image.ts';
import { expect, languages, projectName, say, test, words } from '../support/journey.ts';
import { imageList, searchFor } from '../support/list.ts';
import { newTeam } from '../support/people.ts';

const bytes = new Uint8Array(4096);
const two = (number: number) => String(number).padStart(2, '0');

async function giveMany(cloud: Cloud, mark: string, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `${mark} ${two(index + 1)}`);
  for (const name of names) await giveImage(cloud, { name });
  return names;
}

for (const language of languages) {
  test.describe(language, () => {
    // As the reader's browser asks, so that it stays through reloading.
    test.use({ locale: language });
    const w = words[language];
    const show = (from: number, to: number, total: number) =>
      say(language, `${from}–${to}，共 ${total} 个`, `${from}–${to} of ${total}`);

    test(`pages are turned, and sorting is by the whole set, not by the page shown`, async ({ page, enter, cloud }) => {
      const mark = `分页 pages ${Date.now()}`;
      const names = await giveMany(cloud, mark, 23);
      const list = imageList(page, language);
      await enter('admin', language, searchFor(mark));
      await expect(list.names).toHaveCount(20);
      await expect(list.pages).toContainText(show(1, 20, 23));
      await expect(list.previousPage).toBeDisabled();

      await list.sortBy(w.columnName);
      await expect(list.head(w.columnName)).toHaveAttribute('aria-sort', 'ascending');
      await expect(list.names).toHaveText(names.slice(0, 20));
      await list.nextPage.click();
      await expect(list.names).toHaveText(names.slice(20));
      await expect(list.pages).toContainText(show(21, 23, 23));
      await expect(list.nextPage).toBeDisabled();

      await list.sortBy(w.columnName);
      await expect(list.head(w.columnName)).toHaveAttribute('aria-sort', 'descending');
      await expect(list.names).toHaveText(names.toReversed().slice(0, 20));

      await page.getByLabel(say(language, '每页', 'Per page')).selectOption('50');
      await expect(list.names).toHaveText(names.toReversed());
      await page.reload();
      await expect(list.names).toHaveText(names.toReversed());
    });

    test(`a piece of a name, a tag or an ID finds, in any script`, async ({ page, enter, cloud }) => {
      const mark = `${Date.now()}`;
      const kylin = await giveImage(cloud, { name: `银河麒麟服务器版 ${mark}`, tags: [`生产环境${mark}`] });
      const other = await giveImage(cloud, { name: `Rocky Linux ${mark}` });
      const list = imageList(page, language);
      await enter('admin', language, searchFor(mark));
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

    test(`filters live in the address: reloading and going back keep them`, async ({ page, enter, cloud }) => {
      const mark = `筛选 filter ${language} ${Date.now()}`;
      const names = { queued: `${mark} queued`, raw: `${mark} raw`, iso: `${mark} iso` };
      await giveImage(cloud, { name: names.queued });
      await giveImage(cloud, { name: names.raw }, bytes);
      await giveImage(cloud, { name: names.iso, disk_format: 'iso' }, (await sampleDisk('plain.iso')).buffer);
      const list = imageList(page, language);
      await enter('admin', language, `${searchFor(mark)}&sort=name`);
      await expect(list.names).toHaveText([names.iso, names.queued, names.raw]);

      await list.filter(w.status, w.active);
      await expect(list.names).toHaveText([names.iso, names.raw]);
      await list.filter(w.format, 'RAW');
      await expect(list.names).toHaveText([names.raw]);
      await expect(list.chip(w.format)).toContainText('RAW');
      await page.reload();
      await expect(list.names).toHaveText([names.raw]);
      await expect(list.chip(w.status)).toContainText(w.active);

      await list.names.first().click();
      await expect(page.getByRole('heading', { name: names.raw })).toBeVisible();
      await page.goBack();
      await expect(list.names).toHaveText([names.raw]);
      await page.goBack();
      await expect(list.names).toHaveText([names.iso, names.raw]);
      await expect(list.search).toHaveValue(mark);

      // The address alone is the view, for a colleague.
      await page.goto(`${searchFor(mark)}&status=queued&lang=${language}`);
      await expect(list.names).toHaveText([names.queued]);
      await page.getByRole('button', { name: say(language, '清除条件', 'Clear conditions') }).click();
      await expect(list.search).toHaveValue('');
      await expect(list.names.first()).toBeVisible();
    });

    test(`an image on its way shows its new status by itself`, async ({ page, enter, cloud }) => {
      const image = await giveImage(cloud, { name: `moving ${language} ${Date.now()}` });
      const list = imageList(page, language);
      await enter('admin', language, searchFor(image.name));
      await expect(list.row(image.name)).toContainText(w.queued);
      await cloud.image('PUT', `/v2/images/${image.id}/file`, bytes, 'application/octet-stream');
      await expect(list.row(image.name)).toContainText(w.active);
      await expect(list.row(image.name)).toContainText('4 KiB');
    });

    test(`nothing found says so and leads back to everything`, async ({ page, enter }) => {
      const list = imageList(page, language);
      await enter('admin', language);
      await expect(list.names.first()).toBeVisible();
      await list.search.fill(`没有 nothing ${Date.now()}`);
      await expect(list.nothing).toBeVisible();
      await expect(list.table).toBeHidden();
      await page
        .getByRole('main')
        .getByRole('button', { name: say(language, '清除条件', 'Clear conditions') })
        .last()
        .click();
      await expect(list.names.first()).toBeVisible();
    });

    test(`a project user sees what is theirs and may look, not act`, async ({ page, enter, served }) => {
      const alice = await atCloud(served.authUrl, 'alice', 'dev');
      const image = await giveImage(alice, { name: `dev only ${language} ${Date.now()}` }, bytes);
      const list = imageList(page, language);
      await enter('alice', language, searchFor(image.name), 'dev');
      const row = list.row(image.name);
      await expect(row).toContainText(projectName('dev'));

      const blocked = [row.getByRole('button', { name: w.modify }), page.getByRole('button', { name: w.create })];
      for (const button of blocked) {
        await expect(button).toBeDisabled();
        await button.focus();
        await expect(page.getByRole('tooltip')).toHaveText(w.administratorOnly);
      }
      const menu = await list.more(image.name);
      for (const action of [w.createVolume, w.editTags, w.delete]) {
        const item = menu.getByRole('menuitem', { name: action });
        await expect(item).toBeDisabled();
        await expect(item).toContainText(w.administratorOnly);
      }
      await page.keyboard.press('Escape');
      await list.names.first().click();
      await expect(page.getByRole('heading', { name: image.name })).toBeVisible();
      await expect(page.getByRole('button', { name: w.download, exact: true })).toBeDisabled();
    });

    test(`a project user sees nothing of a project not joined`, async ({ page, enter, served, cloud }) => {
      const team = await newTeam(served, 'others');
      await giveImage(cloud, { name: `for all ${language} ${Date.now()}`, visibility: 'public' });
      const image = await giveImage(team.cloud, { name: `not for dave ${language} ${Date.now()}` }, bytes);
      const list = imageList(page, language);
      await enter('dave', language, searchFor(image.name));
      await expect(list.nothing).toBeVisible();
      await page.goto(`/compute/images/${image.id}?lang=${language}`);
      await expect(
        page.getByRole('heading', { name: say(language, '找不到这个镜像', 'There is no such image') }),
      ).toBeVisible();

      await enter(team.member, language, searchFor(image.name));
      await expect(list.names).toHaveText([image.name]);
    });
  });
}
