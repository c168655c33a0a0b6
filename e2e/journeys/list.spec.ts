import { atCloud, type CloudImage, giveImage } from '../support/cloud.ts';
import { smallRaw } from '../support/disk-image.ts';
import { expect, languages, say, test, words } from '../support/journey.ts';
import { imageList } from '../support/list.ts';
import { newTeam } from '../support/people.ts';

for (const language of languages) {
  const w = words[language];

  test(`pages turn, and sorting is by the whole set (${language})`, async ({ page, enter, cloud }) => {
    const { images } = await cloud.image<{ images: CloudImage[] }>('GET', '/v2/images?limit=1000');
    const largest = images.toSorted((a, b) => Number(b.size ?? 0) - Number(a.size ?? 0))[0];
    await enter('admin', language);
    const list = imageList(page, language);
    await expect(list.pages).toContainText(say(language, `1–20，共 ${images.length} 个`, `1–20 of ${images.length}`));
    const first = await list.names();
    await list.next.click();
    await expect(list.pages).toContainText('2 / ');
    await expect(page).toHaveURL(/page=2/);
    expect(first).not.toEqual(await list.names());
    await page.goBack();
    await expect(list.pages).toContainText('1 / ');
    await expect.poll(list.names).toEqual(first);

    await list.sortBy(w.size);
    await expect(list.column(w.size)).toHaveAttribute('aria-sort', 'descending');
    await expect(page.getByRole('row').nth(1)).toContainText(largest?.name ?? '');
    await page.reload();
    await expect(page.getByRole('row').nth(1)).toContainText(largest?.name ?? '');
  });

  test(`found by a piece of a name, a tag or an ID, in any script; nothing found is said (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const mark = `${Date.now()}`;
    const image = await giveImage(cloud, { name: `鲲鹏 ${mark} 数据库镜像`, tags: [`标签${mark}`] });
    await giveImage(cloud, { name: `another ${mark}` });
    await enter('admin', language);
    const list = imageList(page, language);
    for (const text of [`${mark} 数据`, `签${mark}`, image.id.slice(4, 20)]) {
      await list.search.fill(text);
      await expect(list.row(image.name)).toBeVisible();
      await expect(page.getByRole('row')).toHaveCount(2);
    }
    await list.search.fill(`nothing has this ${mark}`);
    await expect(page.getByText(say(language, '没有符合条件的镜像', 'No images match'))).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: say(language, '清除条件', 'Clear conditions') }).last().click();
    await expect(list.search).toHaveValue('');
    await expect(list.pages).toBeVisible();
  });

  test(`a filter lives in the address: reload and back keep it (${language})`, async ({ page, enter }) => {
    await enter('admin', language);
    const list = imageList(page, language);
    await page.getByRole('button', { name: w.status, exact: true }).click();
    await page.getByRole('checkbox', { name: w.deactivated }).check();
    await expect(page).toHaveURL(/status=deactivated/);
    await expect(list.row('财务系统-2009 (停用)')).toBeVisible();
    await page.reload();
    await expect(list.row('财务系统-2009 (停用)')).toBeVisible();
    await expect(list.row('Debian 12 (bookworm) generic cloud')).toHaveCount(0);
    await list.row('财务系统-2009 (停用)').getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: '财务系统-2009 (停用)' })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/status=deactivated/);
    await expect(list.row('财务系统-2009 (停用)')).toBeVisible();
  });

  test(`a project user sees what the project may see, and is told why actions are not theirs (${language})`, async ({
    page,
    enter,
    served,
  }) => {
    const mark = `${language} ${Date.now()}`;
    const dev = await atCloud(served.authUrl, 'alice', 'dev');
    const team = await newTeam(served, 'list');
    await giveImage(dev, { name: `of dev ${mark}` });
    await giveImage(team.cloud, { name: `of the team ${mark}` }, smallRaw.buffer);

    await enter(team.member, language);
    const list = imageList(page, language);
    await list.search.fill(mark);
    await expect(list.row(`of the team ${mark}`)).toBeVisible();
    await expect(list.row(`of dev ${mark}`)).toHaveCount(0);

    for (const button of [
      page.getByRole('button', { name: w.create }),
      list.row(`of the team ${mark}`).getByRole('button', { name: w.modify }),
      list.row(`of the team ${mark}`).getByRole('button', { name: w.download }),
    ]) {
      await expect(button).toBeDisabled();
      await button.hover();
      await expect(page.getByRole('tooltip')).toHaveText(w.administratorOnly);
      await page.mouse.move(0, 0);
      await expect(page.getByRole('tooltip')).toHaveCount(0);
    }
    await list.more(`of the team ${mark}`);
    for (const name of [w.createVolume, w.editTags, w.delete]) {
      await expect(page.getByRole('menuitem', { name })).toBeDisabled();
    }
  });
}

test('an image that moves refreshes by itself', async ({ page, enter, cloud }) => {
  const w = words['zh-CN'];
  const { id, name } = await giveImage(cloud, { name: `moving ${Date.now()}` });
  await enter('admin', 'zh-CN');
  const { row } = imageList(page, 'zh-CN');
  await expect(row(name)).toContainText(w.queued);
  await cloud.image('PUT', `/v2/images/${id}/file`, smallRaw.buffer, 'application/octet-stream');
  await expect(row(name)).toContainText(w.active, { timeout: 30_000 });
});

test('the list fails to load: said with what to do, and trying again brings it', async ({ page, enter, fail }) => {
  const w = words['en-US'];
  await fail({ match: { service: 'image', method: 'GET', path: '/v2/images$' }, effect: { kind: 'status', status: 503 } });
  await enter('admin', 'en-US');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The cloud’s service is unavailable for the moment');
  await expect(alert).toContainText(w.requestId);
  await fail();
  await alert.getByRole('button', { name: w.retry }).click();
  await expect(page.getByRole('table')).toBeVisible();
});
