import { defineConfig } from '@playwright/test';
import { journeyLaunchOptions } from './support/chromium.ts';
import type { WorkerFixtures } from './support/journey-test.ts';

/** Format checks need Glance 30 (2025.1) or the embedded cloud. */
const realCloudExcludes = process.env.OPENSTACK_RELEASE === '2025.1' ? /@embedded/ : /@embedded|@format-check/;

export default defineConfig<object, Pick<WorkerFixtures, 'authUrl'>>({
  testDir: 'journeys',
  outputDir: '../test-results',
  // Each worker has a console, an embedded cloud and a browser of its own.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // A journey that passes only on a retry counts as failed.
  failOnFlakyTests: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A click on a dialog that still grows can miss its button.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording traces takes 40 % of a journey's CPU time. `npm run test:e2e -- NAME --trace retain-on-failure` records them.
    trace: 'off',
    launchOptions: journeyLaunchOptions,
  },
  projects: [
    { name: 'embedded' },
    // The same journeys on the cloud of OS_AUTH_URL, except those that need the embedded cloud's fault switches.
    // Its workers would share one cloud, whose services need the second core.
    {
      name: 'openstack',
      workers: 1,
      grepInvert: realCloudExcludes,
      use: { authUrl: process.env.OS_AUTH_URL ?? '' },
    },
    {
      name: 'proxy',
      workers: 1,
      testDir: 'openstack',
      testMatch: ['tls-proxy.spec.ts', 'catalog-endpoints.spec.ts', 'console-pair.spec.ts'],
    },
    {
      name: 'conversion',
      testDir: 'openstack',
      testMatch: 'import-conversion.spec.ts',
      use: { authUrl: process.env.OS_AUTH_URL ?? '' },
    },
  ],
});
