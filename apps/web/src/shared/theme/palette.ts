import type { ThemeName } from './theme-preference.ts';

/** The colours of one theme. Text colours have a contrast of at least 4.5:1 on all backgrounds (WCAG 2 AA). */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly hover: string;
  readonly border: string;
  readonly borderStrong: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly accentSoft: string;
  /** Text on a background of `accent` or `error`. */
  readonly onAccent: string;
  readonly success: string;
  readonly warning: string;
  readonly error: string;
  readonly errorHover: string;
}

export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light: {
    page: '#f5f6f8',
    surface: '#ffffff',
    raised: '#ffffff',
    hover: '#eef1f5',
    border: '#dfe3e8',
    borderStrong: '#8a94a3',
    text: '#1b2430',
    textSecondary: '#566070',
    accent: '#0b5fc4',
    accentHover: '#0a4f9f',
    accentSoft: '#e6f0fb',
    onAccent: '#ffffff',
    success: '#157a3d',
    warning: '#8f5b00',
    error: '#c2242b',
    errorHover: '#a11a21',
  },
  dark: {
    page: '#12161c',
    surface: '#1a2029',
    raised: '#232b36',
    hover: '#283140',
    border: '#323c4a',
    borderStrong: '#7d8998',
    text: '#e4e9ef',
    textSecondary: '#a3aebc',
    accent: '#78b0f5',
    accentHover: '#9cc6fa',
    accentSoft: '#1f3450',
    onAccent: '#0d1622',
    success: '#5fcf8a',
    warning: '#e3b04b',
    error: '#ff8a85',
    errorHover: '#ffaba7',
  },
};
