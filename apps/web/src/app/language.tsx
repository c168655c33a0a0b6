import type { Locale } from '@console/bff-contract';
import type { Locale as AntdTexts } from 'antd/es/locale';
import type { i18n } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { keepLocale, startI18n, switchLocale } from '../shared/i18n/index.ts';

const antdTexts: Record<Locale, () => Promise<{ default: AntdTexts }>> = {
  'zh-CN': () => import('antd/es/locale/zh_CN'),
  'en-US': () => import('antd/es/locale/en_US'),
};

/** A language with all its texts, ours and Ant Design's. */
export interface LoadedLanguage {
  readonly i18n: i18n;
  readonly locale: Locale;
  readonly antd: AntdTexts;
}

export async function loadLanguage(locale: Locale): Promise<LoadedLanguage> {
  const [instance, antd] = await Promise.all([startI18n(locale), antdTexts[locale]()]);
  return { i18n: instance, locale, antd: antd.default };
}

interface LanguageState {
  readonly locale: Locale;
  readonly antd: AntdTexts;
  readonly choose: (locale: Locale) => Promise<void>;
}

const LanguageContext = createContext<LanguageState | null>(null);

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (state === null) throw new Error('useLanguage outside LanguageProvider');
  return state;
}

export function LanguageProvider(props: {
  readonly start: LoadedLanguage;
  readonly storage: Storage;
  readonly children: ReactNode;
}) {
  const { start, storage } = props;
  const [now, setNow] = useState({ locale: start.locale, antd: start.antd });
  const state = useMemo<LanguageState>(
    () => ({
      ...now,
      choose: async (locale) => {
        const [texts] = await Promise.all([antdTexts[locale](), switchLocale(start.i18n, locale)]);
        keepLocale(storage, locale);
        setNow({ locale, antd: texts.default });
      },
    }),
    [now, start, storage],
  );
  return (
    <I18nextProvider i18n={start.i18n}>
      <LanguageContext value={state}>{props.children}</LanguageContext>
    </I18nextProvider>
  );
}
