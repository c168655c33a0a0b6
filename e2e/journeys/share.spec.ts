import { atCloud, giveImage } from '../support/cloud.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { test as base, expect, languages, say, words } from '../support/journey.ts';

/** A console that trusts the cloud, whose members share their own images. */
const test = base.extend<object, { served: RunningConsole }>({
  served: [
    async ({ browserName: _browser }, use) => {
      const served = await startConsole({ env: { EMBEDDED_SEED: '0', CONSOLE_POLICY: 'openstack' } });
      await use(served);
      await served.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

for (const language of languages) {
  const w = words[language];

  test(`alice shares with qa, dave accepts, sees it, leaves; alice removes qa (${language})`, async ({
    page,
    enter,
    served,
  }) => {
    const name = `分享 ${language} ${Date.now()}`;
    const dev = await atCloud(served.authUrl, 'alice', 'dev');
    const qa = await atCloud(served.authUrl, 'dave', 'qa');
    const { id } = await giveImage(dev, { name, visibility: 'shared' });
    const sharing = `/compute/images/${id}?tab=sharing`;
    const answerOf = async () =>
      (await dev.image<{ members: { status: string }[] }>('GET', `/v2/images/${id}/members`)).members.map(
        ({ status }) => status,
      );

    await enter('alice', language, sharing, 'dev');
    await page.getByRole('tab', { name: say(language, '共享', 'Sharing') }).click();
    await page.getByLabel(say(language, '共享给项目', 'Share with project'), { exact: true }).fill(qa.projectId);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say(language, '共享', 'Share'), exact: true }).click();
    const member = page.getByRole('row').filter({ hasText: qa.projectId });
    await expect(member).toContainText(say(language, '等待接受', 'Pending'));

    await page.context().clearCookies();
    await enter('dave', language, '/compute/images');
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
    await page.getByRole('tab', { name: new RegExp(`^${w.shared}`) }).click();
    await page
      .getByRole('button', { name: say(language, `接受镜像 ${name}`, `Accept image ${name}`), exact: true })
      .click();
    await expect.poll(answerOf).toEqual(['accepted']);
    await page.goto(`/compute/images?lang=${language}&q=${encodeURIComponent(name)}`);
    await page.getByRole('row').filter({ hasText: name }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();

    await page.getByRole('tab', { name: say(language, '共享', 'Sharing') }).click();
    await page
      .getByRole('button', { name: say(language, `退出共享镜像 ${name}`, `Leave image ${name}`), exact: true })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, '退出共享', 'Leave'), exact: true })
      .click();
    await expect.poll(answerOf).toEqual(['rejected']);

    await page.context().clearCookies();
    await enter('alice', language, sharing, 'dev');
    await page.getByRole('tab', { name: say(language, '共享', 'Sharing') }).click();
    await expect(member).toContainText(say(language, '已拒绝', 'Rejected'));
    await member.getByRole('button', { name: new RegExp(say(language, '^移除', '^Remove')) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(language, '移除', 'Remove'), exact: true })
      .click();
    await expect(member).toHaveCount(0);
    expect(await answerOf()).toEqual([]);
  });
}
