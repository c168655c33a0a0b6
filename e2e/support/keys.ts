import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab until the focus is there; as far as a person would ever go. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `reached by ${most} presses of Tab`).toBeFocused();
}
