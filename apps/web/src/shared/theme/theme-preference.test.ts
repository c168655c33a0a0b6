import { describe, expect, it } from 'vitest';
import { type Palette, palettes } from './palette.ts';
import { readThemePreference, resolveTheme, storeThemePreference } from './theme-preference.ts';

describe('the theme', () => {
  it('follows the system until something is chosen, and keeps the choice', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(readThemePreference(storage)).toBe('system');
    storeThemePreference(storage, 'dark');
    expect(readThemePreference(storage)).toBe('dark');
  });

  it('takes nonsense in the storage for no choice', () => {
    expect(readThemePreference({ getItem: () => 'purple' })).toBe('system');
  });

  it('is what was chosen, else what the system has', () => {
    expect(resolveTheme('light', true)).toBe('light');
    expect(resolveTheme('system', true)).toBe('dark');
    expect(resolveTheme('system', false)).toBe('light');
  });
});

describe.each(Object.entries(palettes))('the colours of %s', (_, colours) => {
  const texts = ['text', 'textSecondary', 'accent', 'success', 'warning', 'error'] as const satisfies (keyof Palette)[];
  const grounds = ['page', 'surface', 'raised', 'hover', 'accentSoft'] as const satisfies (keyof Palette)[];
  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s reads on %s',
    (text, ground) => {
      expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('has readable buttons and visible borders of controls', () => {
    for (const fill of ['accent', 'accentHover', 'error', 'errorHover'] as const) {
      expect(contrast(colours.onAccent, colours[fill])).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colours.borderStrong, colours.surface)).toBeGreaterThanOrEqual(3);
  });
});

/** WCAG 2 contrast of two `#rrggbb`. */
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
