import { defineConfig } from 'vitest/config';

const root = new URL('../../', import.meta.url).pathname;

/** Unit and contract tests of all workspaces. A file that needs a DOM has `@vitest-environment jsdom` in its first line. */
export default defineConfig({
  root,
  test: {
    include: ['packages/*/{src,conformance}/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}'],
    setupFiles: ['apps/web/src/shared/testing/jsdom-polyfills.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // More workers than cores (two on the slowest machine) make the tests no faster.
    maxWorkers: 2,
    // Concurrent tests of one file mostly wait for a server's timeout.
    maxConcurrency: 12,
  },
});
