export { themePreferences } from './theme-preference.ts';
export { ThemeProvider, useTheme } from './theme-provider.tsx';
export { useMediaQuery } from './use-media-query.ts';

import './base.css';
