import { defineConfig } from 'vitest/config';

const root = new URL('../../', import.meta.url).pathname;

/** Every room's unit and contract tests in one run; a file that needs a DOM says so in its first line. */
export default defineConfig({
  root,
  test: {
    include: ['packages/*/{src,conformance}/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}'],
    setupFiles: ['apps/web/src/shared/testing/jsdom-polyfills.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Two cores: more workers only take time from each other.
    maxWorkers: 2,
    // Those that run side by side within a file mostly wait for a server's clock.
    maxConcurrency: 12,
  },
});
