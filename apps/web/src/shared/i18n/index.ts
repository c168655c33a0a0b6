export { keepLocale, readLocale, startLocale } from './choice.ts';
export { startI18n, switchLocale } from './i18n.ts';
export { isolated } from './isolate.ts';
export { perLocale } from './per-locale.ts';
