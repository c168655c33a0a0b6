import { defineConfig } from 'i18next-cli';

/** Paths are relative to the checkout's root, where the commands run. */
export default defineConfig({
  locales: ['zh-CN', 'en-US'],
  extract: {
    input: ['apps/web/src/**/*.{ts,tsx}'],
    ignore: ['**/*.test.{ts,tsx}', '**/testing*'],
    output: 'locales/{{language}}/{{namespace}}.json',
    defaultNS: 'common',
    removeUnusedKeys: true,
    sort: false,
    indentation: 2,
  },
});
