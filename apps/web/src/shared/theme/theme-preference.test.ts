import { describe, expect, it } from 'vitest';
import { readThemePreference, resolveTheme, storeThemePreference } from './theme-preference.ts';

describe('theme preference', () => {
  it('is `system` until one is stored', () => {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    };
    expect(readThemePreference(storage)).toBe('system');
    storeThemePreference(storage, 'dark');
    expect(readThemePreference(storage)).toBe('dark');
  });

  it('is `system` if an unknown value is stored', () => {
    expect(readThemePreference({ getItem: () => 'purple' })).toBe('system');
  });

  it('resolves to itself, and `system` to the theme of the system', () => {
    expect(resolveTheme('light', true)).toBe('light');
    expect(resolveTheme('system', true)).toBe('dark');
    expect(resolveTheme('system', false)).toBe('light');
  });
});
