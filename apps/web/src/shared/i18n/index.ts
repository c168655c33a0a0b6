export { keepLocale, locales, readLocale, startLocale } from './choice.ts';
export { startI18n, switchLocale, useLocale } from './i18n.ts';
