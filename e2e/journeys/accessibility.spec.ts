import { expect } from '@playwright/test';
import type { UserName } from '../support/accounts.ts';
import { findAxeViolations } from '../support/axe.ts';
import { type CloudImage, createImage, signInToCloud } from '../support/cloud-client.ts';
import { test } from '../support/journey-test.ts';
import { type ScreenContext, screens } from '../support/screens.ts';

const data = new Uint8Array(4096);
let image: CloudImage;

test.beforeAll(async ({ cloud, runningConsole }) => {
  image = await createImage(
    cloud,
    {
      name: `a11y 无障碍 ${Date.now()}`,
      visibility: 'shared',
      tags: ['测试', 'web=1'],
      img_hv_type: 'qemu',
      os_distro: 'Ubuntu',
    },
    data,
  );
  // The inbox needs an image that another project shares.
  const dev = await signInToCloud(runningConsole.authUrl, 'alice', 'dev');
  const offered = await createImage(dev, { name: 'offered', visibility: 'shared' }, data);
  await dev.image('POST', `/v2/images/${offered.id}/members`, { member: cloud.projectId });
});

for (const { viewport, size, language } of [
  { viewport: 'wide', size: { width: 1440, height: 900 }, language: 'zh-CN' },
  { viewport: 'phone', size: { width: 390, height: 844 }, language: 'en-US' },
] as const) {
  test.describe(`on a ${viewport} viewport`, () => {
    test.use({ viewport: size, language, actionTimeout: 15_000 });

    test('axe finds no violation on any screen in either theme', async ({ page, signInAndOpen }) => {
      // Thirty screens, each analyzed twice.
      test.slow();
      const context: ScreenContext = { page, language, image };
      let signedInUser: UserName | null = null;
      for (const { name, user = 'admin', address, steps } of screens.filter(
        ({ only = viewport }) => only === viewport,
      )) {
        await test.step(name, async () => {
          if (user === null || user === signedInUser) await page.goto(address(context));
          else await signInAndOpen(user, address(context));
          signedInUser = user;
          for (const step of steps) await step(context);
          expect.soft(await findAxeViolations(page), name).toEqual([]);
        });
      }
    });
  });
}
