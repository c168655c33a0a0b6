import type { Locale } from '@console/bff-contract';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolateBidi } from './isolate-bidi.ts';

const loaders: Record<Locale, () => Promise<{ default: Record<string, Record<string, unknown>> }>> = {
  'zh-CN': () => import('./zh-CN.ts'),
  'en-US': () => import('./en-US.ts'),
};

async function addTexts(target: i18n, locale: Locale): Promise<void> {
  const { default: files } = await loaders[locale]();
  for (const [path, texts] of Object.entries(files)) {
    const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
    target.addResourceBundle(locale, namespace, texts);
  }
}

/** Creates an i18next instance with the texts of one locale; those of the other are loaded by `changeLocale`. */
export async function createI18n(locale: Locale): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    // React escapes markup. i18next's escape hook isolates values that could reverse the sentence instead.
    interpolation: { escapeValue: true, escape: isolateBidi },
    returnNull: false,
  });
  await addTexts(instance, locale);
  document.documentElement.lang = locale;
  return instance;
}

/** Loads a locale's texts if necessary and switches to it. */
export async function changeLocale(instance: i18n, locale: Locale): Promise<void> {
  if (!instance.hasResourceBundle(locale, 'common')) await addTexts(instance, locale);
  await instance.changeLanguage(locale);
  document.documentElement.lang = locale;
}
