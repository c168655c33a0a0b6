import { defineConfig } from '@playwright/test';
import { chromiumArgs, systemChromium } from './support/chromium.ts';
import type { Worker } from './support/journey.ts';

const executablePath = systemChromium();

export default defineConfig<object, Pick<Worker, 'authUrl' | 'policy' | 'profile'>>({
  testDir: 'journeys',
  outputDir: '../test-results',
  // Two cores, and each worker has a console, a cloud and a browser of its own.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // On a loaded machine one more try; the report names what needed it ("flaky").
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A click on a dialog that is still growing can miss its button, as it can for a person.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { args: chromiumArgs, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    { name: 'embedded' },
    // The same journeys on the cloud of OS_AUTH_URL, but for those that need the embedded cloud's fault switches.
    {
      name: 'openstack',
      grepInvert: process.env.OPENSTACK_RELEASE === '2025.1' ? /@embedded/ : /@embedded|@matching/,
      use: { authUrl: process.env.OS_AUTH_URL ?? '' },
    },
    { name: 'proxy', testDir: 'openstack', testMatch: ['proxy.spec.ts', 'catalog.spec.ts', 'side-by-side.spec.ts'] },
    {
      name: 'conversion',
      testDir: 'openstack',
      testMatch: 'conversion.spec.ts',
      use: { authUrl: process.env.OS_AUTH_URL ?? '' },
    },
  ],
});
