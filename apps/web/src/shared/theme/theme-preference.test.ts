import { describe, expect, it } from 'vitest';
import { type Palette, palettes } from './palette.ts';
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

describe.each(Object.entries(palettes))('palette of the %s theme', (_name, colours) => {
  const texts = ['text', 'textSecondary', 'accent', 'success', 'warning', 'error'] as const satisfies (keyof Palette)[];
  const grounds = ['page', 'surface', 'raised', 'hover', 'accentSoft'] as const satisfies (keyof Palette)[];
  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s has a contrast of 4.5:1 on %s',
    (text, ground) => {
      expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('has a contrast of 4.5:1 on buttons and 3:1 at the borders of controls', () => {
    for (const fill of ['accent', 'accentHover', 'error', 'errorHover'] as const) {
      expect(contrast(colours.onAccent, colours[fill])).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colours.borderStrong, colours.surface)).toBeGreaterThanOrEqual(3);
  });
});

/** Contrast ratio of two colours `#rrggbb` by WCAG 2. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
