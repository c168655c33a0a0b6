import { a11yFaults } from '../support/axe.ts';
import { atCloud, type CloudImage, giveImage } from '../support/cloud.ts';
import { expect, languages, type Person, test } from '../support/journey.ts';
import { type Given, places } from '../support/places.ts';

const screens = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const bytes = new Uint8Array(4096);

// A trace would take longer than what it records.
test.use({ trace: 'off' });

let image: CloudImage;
test.beforeAll(async ({ cloud, served }) => {
  image = await giveImage(
    cloud,
    {
      name: `a11y 无障碍 ${Date.now()}`,
      visibility: 'shared',
      tags: ['测试', 'web=1'],
      img_hv_type: 'qemu',
      os_distro: 'Ubuntu',
    },
    bytes,
  );
  // Something for the inbox.
  const dev = await atCloud(served.authUrl, 'alice', 'dev');
  const offered = await giveImage(dev, { name: 'offered', visibility: 'shared' }, bytes);
  await dev.image('POST', `/v2/images/${offered.id}/members`, { member: cloud.projectId });
});

const looks = (['wide', 'phone'] as const).flatMap((screen) => languages.map((language) => ({ screen, language })));

for (const { screen, language } of looks) {
  test.describe(`${screen}, ${language}`, () => {
    test.use({ viewport: screens[screen], locale: language, actionTimeout: 15_000 });

    test('on every page and dialog, in both themes, axe finds nothing', async ({ page, enter }) => {
      // Some thirty of them, each looked at twice.
      test.slow();
      const given: Given = { page, language, image };
      let signedIn: Person | null = null;
      for (const { name, as = 'admin', at, steps } of places.filter(({ only = screen }) => only === screen)) {
        await test.step(name, async () => {
          if (as === null || as === signedIn) await page.goto(at(given));
          else await enter(as, language, at(given));
          signedIn = as;
          for (const step of steps) await step(given);
          expect.soft(await a11yFaults(page), name).toEqual([]);
        });
      }
    });
  });
}
