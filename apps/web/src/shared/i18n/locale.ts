import type { Locale } from '@console/bff-contract';

export const locales = ['zh-CN', 'en-US'] as const satisfies readonly Locale[];

const KEY = 'console.locale';
const known = (name: string | null): Locale | undefined => locales.find((locale) => locale === name);

/**
 * The language to start in: forced by `?lang=`, else chosen before, else the first of the browser's
 * that we speak (any Chinese counts), else English.
 */
export function detectLocale(from: {
  readonly search: string;
  readonly stored: string | null;
  readonly browser: readonly string[];
}): Locale {
  return (
    known(new URLSearchParams(from.search).get('lang')) ?? known(from.stored) ?? firstSpoken(from.browser) ?? 'en-US'
  );
}

function firstSpoken(browser: readonly string[]): Locale | undefined {
  for (const tag of browser) {
    const language = tag.toLowerCase().split('-')[0];
    const match = locales.find((locale) => locale.split('-')[0] === language);
    if (match !== undefined) return match;
  }
  return undefined;
}

export const readStoredLocale = (storage: Pick<Storage, 'getItem'>): string | null => storage.getItem(KEY);
export const storeLocale = (storage: Pick<Storage, 'setItem'>, locale: Locale): void => storage.setItem(KEY, locale);
