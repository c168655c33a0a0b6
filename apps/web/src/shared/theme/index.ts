export { themeChoices } from './choice.ts';
export { useMedia } from './media.ts';
export { ThemeProvider, useTheme } from './theme.tsx';

import './base.css';
