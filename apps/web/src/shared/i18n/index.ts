export { changeLocale, createI18n } from './i18n.ts';
export { isolateBidi } from './isolate-bidi.ts';
export { detectLocale, readStoredLocale, storeLocale } from './locale.ts';
export { memoizeByLocale } from './memoize-by-locale.ts';
