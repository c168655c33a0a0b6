import type { Locale } from '@console/bff-contract';

export const locales = ['zh-CN', 'en-US'] as const satisfies readonly Locale[];

const storageKey = 'console.locale';
const toLocale = (name: string | null): Locale | undefined => locales.find((locale) => locale === name);

/**
 * The locale to start with: from `?lang=`, else the stored choice, else the first of the browser's languages that is
 * supported (any Chinese counts as zh-CN), else English.
 */
export function detectLocale(from: {
  readonly search: string;
  readonly stored: string | null;
  readonly browser: readonly string[];
}): Locale {
  return (
    toLocale(new URLSearchParams(from.search).get('lang')) ??
    toLocale(from.stored) ??
    firstSupported(from.browser) ??
    'en-US'
  );
}

function firstSupported(browser: readonly string[]): Locale | undefined {
  for (const tag of browser) {
    const language = tag.toLowerCase().split('-')[0];
    const match = locales.find((locale) => locale.split('-')[0] === language);
    if (match !== undefined) return match;
  }
  return undefined;
}

export const readStoredLocale = (storage: Pick<Storage, 'getItem'>): string | null => storage.getItem(storageKey);
export const storeLocale = (storage: Pick<Storage, 'setItem'>, locale: Locale): void =>
  storage.setItem(storageKey, locale);
