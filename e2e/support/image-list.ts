import { expect, type Page } from '@playwright/test';
import { type Language, labelsOf, localized } from './labels.ts';

/** Page object of the image list on a wide screen. */
export function imageList(page: Page, language: Language) {
  const labels = labelsOf(language);
  const table = page.getByRole('table', { name: labels.images });
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const filterGroup = (filter: string) => page.getByRole('group', { name: filter, exact: true });
  return {
    table,
    row,
    /** Links with the image names, in the order of the rows. */
    names: table.getByRole('rowgroup').nth(1).getByRole('link'),
    columnHeader: (column: string) => table.getByRole('columnheader', { name: column, exact: true }),
    sortBy: (column: string) =>
      table.getByRole('columnheader').getByRole('button', { name: column, exact: true }).click(),
    pagination: page.getByRole('navigation', { name: localized(language, '分页', 'Pages') }),
    nextPage: page.getByRole('button', { name: localized(language, '下一页', 'Next page') }),
    previousPage: page.getByRole('button', { name: localized(language, '上一页', 'Previous page') }),
    search: page.getByRole('searchbox', { name: labels.search }),
    checkbox: (name: string) =>
      page.getByRole('checkbox', {
        name: localized(language, `选择镜像 ${name}`, `Select image ${name}`),
        exact: true,
      }),
    /** Button of a filter, which shows the chosen values. */
    filterButton: (filter: string) => filterGroup(filter).getByRole('button').first(),
    /** Ticks a value in the panel of a filter. */
    async filterBy(filter: string, value: string) {
      const group = filterGroup(filter).first();
      await group.getByRole('button').first().click();
      await group.getByRole('checkbox', { name: new RegExp(`^${value}`) }).check();
      await page.keyboard.press('Escape');
      await expect(group.getByRole('checkbox')).toHaveCount(0);
    },
    /** Opens the menu of a row with the actions that have no button there. */
    async openRowMenu(name: string) {
      await row(name).getByRole('button', { name: labels.moreActions }).click();
      return page.getByRole('menu');
    },
    noMatches: page.getByRole('heading', { name: localized(language, '没有符合条件的镜像', 'No images match') }),
  };
}

/** Address of the image list filtered by a search text. */
export const listAddress = (query: string): string => `/compute/images?q=${encodeURIComponent(query)}`;
