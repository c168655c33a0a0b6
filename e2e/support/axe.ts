import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** Rules whose result depends on colours. All other rules find the same in both themes. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/** Checks the page in both themes; returns one line per violation with theme, rule, element and reason. */
export async function findAxeViolations(page: Page): Promise<readonly string[]> {
  await setTheme(page, 'light');
  const light = await analyze(axe(page).withTags(rules), 'light');
  await setTheme(page, 'dark');
  const dark = await analyze(axe(page).withRules(colorRules), 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();

async function analyze(builder: AxeBuilder, theme: string): Promise<readonly string[]> {
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${theme}: ${id} at ${target.join(' ')}: ${failureSummary.split('\n')[1] ?? ''}`,
    ),
  );
}

/** Sets the theme of the system, which the console follows by default, and waits until all colour transitions have ended. */
async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
}
