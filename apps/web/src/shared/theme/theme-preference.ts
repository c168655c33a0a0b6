export const themePreferences = ['light', 'dark', 'system'] as const;
export type ThemePreference = (typeof themePreferences)[number];
export type ThemeName = 'light' | 'dark';

const KEY = 'console.theme';

/** What the user chose; `system` when nothing (or nonsense) is stored. */
export function readThemePreference(storage: Pick<Storage, 'getItem'>): ThemePreference {
  const stored = storage.getItem(KEY);
  return themePreferences.find((choice) => choice === stored) ?? 'system';
}

export function storeThemePreference(storage: Pick<Storage, 'setItem'>, choice: ThemePreference): void {
  storage.setItem(KEY, choice);
}

/** The theme to draw, from the choice and what the system prefers. */
export function resolveTheme(choice: ThemePreference, systemIsDark: boolean): ThemeName {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}
