export const themeChoices = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type ThemeName = 'light' | 'dark';

const KEY = 'console.theme';

/** What the user chose; `system` when nothing (or nonsense) is stored. */
export function readThemeChoice(storage: Pick<Storage, 'getItem'>): ThemeChoice {
  const stored = storage.getItem(KEY);
  return themeChoices.find((choice) => choice === stored) ?? 'system';
}

export function writeThemeChoice(storage: Pick<Storage, 'setItem'>, choice: ThemeChoice): void {
  storage.setItem(KEY, choice);
}

/** The theme to draw, from the choice and what the system prefers. */
export function themeFor(choice: ThemeChoice, systemIsDark: boolean): ThemeName {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}
