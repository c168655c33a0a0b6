import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** Those that look at colours; the others find the same in every theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it stands, in both themes: rule, place and reason, a line each. */
export async function a11yFaults(page: Page): Promise<readonly string[]> {
  await turn(page, 'light');
  const light = await faults(axe(page).withTags(rules), 'light');
  await turn(page, 'dark');
  const dark = await faults(axe(page).withRules(colourRules), 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();

async function faults(builder: AxeBuilder, theme: string): Promise<readonly string[]> {
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${theme}: ${id} at ${target.join(' ')}: ${failureSummary.split('\n')[1] ?? ''}`,
    ),
  );
}

/** The system's theme, which the console follows until another is chosen. Colours are right when nothing fades any more. */
async function turn(page: Page, theme: 'light' | 'dark'): Promise<void> {
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
