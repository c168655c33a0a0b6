import { describe, expect, it } from 'vitest';
import { type Palette, palettes } from './palette.ts';

describe.each(Object.entries(palettes))('palette of the %s theme', (_name, colours) => {
  const texts = ['text', 'textSecondary', 'accent', 'success', 'warning', 'error'] as const satisfies (keyof Palette)[];
  const backgrounds = ['page', 'surface', 'raised', 'hover', 'accentSoft'] as const satisfies (keyof Palette)[];
  it.each(texts.flatMap((text) => backgrounds.map((background) => [text, background] as const)))(
    '%s has a contrast of 4.5:1 on %s',
    (text, background) => {
      expect(contrast(colours[text], colours[background])).toBeGreaterThanOrEqual(4.5);
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
function contrast(first: string, second: string): number {
  const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
