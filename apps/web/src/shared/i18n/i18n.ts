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

/** Starts i18next with one language's texts; the other's come when it is asked for. */
export async function createI18n(locale: Locale): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    // React escapes markup; what is named must not turn the sentence around.
    interpolation: { escapeValue: true, escape: isolateBidi },
    returnNull: false,
  });
  await addTexts(instance, locale);
  document.documentElement.lang = locale;
  return instance;
}

export async function changeLocale(instance: i18n, locale: Locale): Promise<void> {
  if (!instance.hasResourceBundle(locale, 'common')) await addTexts(instance, locale);
  await instance.changeLanguage(locale);
  document.documentElement.lang = locale;
}
