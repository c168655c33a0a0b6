import type { Locale } from '@console/bff-contract';
import type { Locale as AntdLocale } from 'antd/es/locale';
import type { i18n } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { changeLocale, createI18n, storeLocale } from '../shared/i18n/index.ts';

const antdLoaders: Record<Locale, () => Promise<{ default: AntdLocale }>> = {
  'zh-CN': () => import('antd/es/locale/zh_CN'),
  'en-US': () => import('antd/es/locale/en_US'),
};

/** A language with the console's texts and Ant Design's. */
export interface LoadedLanguage {
  readonly i18n: i18n;
  readonly locale: Locale;
  readonly antd: AntdLocale;
}

/** Loads the texts of one language. */
export async function loadLanguage(locale: Locale): Promise<LoadedLanguage> {
  const [instance, antd] = await Promise.all([createI18n(locale), antdLoaders[locale]()]);
  return { i18n: instance, locale, antd: antd.default };
}

interface LanguageState {
  readonly locale: Locale;
  readonly antd: AntdLocale;
  /** Loads the language if necessary, switches to it and stores it for the next visit. */
  readonly setLocale: (locale: Locale) => Promise<void>;
}

const LanguageContext = createContext<LanguageState | null>(null);

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (state === null) throw new Error('useLanguage needs a LanguageProvider');
  return state;
}

/** Provides i18next and the language to everything inside. */
export function LanguageProvider(props: {
  readonly start: LoadedLanguage;
  readonly storage: Storage;
  readonly children: ReactNode;
}) {
  const { start, storage } = props;
  const [current, setCurrent] = useState({ locale: start.locale, antd: start.antd });
  const state = useMemo<LanguageState>(
    () => ({
      ...current,
      setLocale: async (locale) => {
        const [antd] = await Promise.all([antdLoaders[locale](), changeLocale(start.i18n, locale)]);
        storeLocale(storage, locale);
        setCurrent({ locale, antd: antd.default });
      },
    }),
    [current, start, storage],
  );
  return (
    <I18nextProvider i18n={start.i18n}>
      <LanguageContext value={state}>{props.children}</LanguageContext>
    </I18nextProvider>
  );
}
