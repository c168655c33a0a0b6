import { expect, type Page } from '@playwright/test';
import { type Language, say, words } from './words.ts';

/** The list of images on a wide screen, as a person sees it. */
export function imageList(page: Page, language: Language) {
  const w = words[language];
  const table = page.getByRole('table', { name: w.images });
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  return {
    table,
    row,
    /** The names in their order. */
    names: table.getByRole('rowgroup').nth(1).getByRole('link'),
    head: (column: string) => table.getByRole('columnheader', { name: column, exact: true }),
    sortBy: (column: string) =>
      table.getByRole('columnheader').getByRole('button', { name: column, exact: true }).click(),
    pages: page.getByRole('navigation', { name: say(language, '分页', 'Pages') }),
    nextPage: page.getByRole('button', { name: say(language, '下一页', 'Next page') }),
    previousPage: page.getByRole('button', { name: say(language, '上一页', 'Previous page') }),
    search: page.getByRole('searchbox', { name: w.search }),
    tab: (name: string) => page.getByRole('tab', { name }),
    pick: (name: string) =>
      page.getByRole('checkbox', { name: say(language, `选择镜像 ${name}`, `Select image ${name}`), exact: true }),
    chip: (filter: string) => page.getByRole('group', { name: filter, exact: true }).getByRole('button').first(),
    /** Opens a filter's panel and ticks a value. */
    async filter(filter: string, value: string) {
      const group = page.getByRole('group', { name: filter, exact: true }).first();
      await group.getByRole('button').first().click();
      await group.getByRole('checkbox', { name: new RegExp(`^${value}`) }).check();
      await page.keyboard.press('Escape');
      await expect(group.getByRole('checkbox')).toHaveCount(0);
    },
    /** Opens the menu of a row with what has no word of its own there. */
    async more(name: string) {
      await row(name).getByRole('button', { name: w.moreActions }).click();
      return page.getByRole('menu');
    },
    nothing: page.getByRole('heading', { name: say(language, '没有符合条件的镜像', 'No images match') }),
  };
}

/** The list's address that shows what this text is found in. */
export const searchFor = (text: string): string => `/compute/images?q=${encodeURIComponent(text)}`;
