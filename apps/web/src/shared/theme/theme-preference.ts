export const themePreferences = ['light', 'dark', 'system'] as const;
export type ThemePreference = (typeof themePreferences)[number];
export type ThemeName = 'light' | 'dark';

const storageKey = 'console.theme';

/** The stored preference; `system` if none or an unknown value is stored. */
export function readThemePreference(storage: Pick<Storage, 'getItem'>): ThemePreference {
  const stored = storage.getItem(storageKey);
  return themePreferences.find((preference) => preference === stored) ?? 'system';
}

export function storeThemePreference(storage: Pick<Storage, 'setItem'>, preference: ThemePreference): void {
  storage.setItem(storageKey, preference);
}

/** The theme for a preference and the system's own setting. */
export function resolveTheme(preference: ThemePreference, systemIsDark: boolean): ThemeName {
  if (preference !== 'system') return preference;
  return systemIsDark ? 'dark' : 'light';
}
