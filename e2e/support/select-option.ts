import type { Locator } from '@playwright/test';

/** Opens a select of the console (not of Ant Design) and selects an option by its whole name. */
export async function selectOption(select: Locator, name: string): Promise<void> {
  await select.click();
  await select.page().getByRole('option', { name, exact: true }).click();
}
