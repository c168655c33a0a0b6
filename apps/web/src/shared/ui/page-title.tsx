import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolateBidi } from '../i18n/index.ts';

const CurrentTitle = createContext('');
const SetPageTitle = createContext<(title: string | null) => void>(() => undefined);

/**
 * Names the page in the browser's tab and history: with the title that the page has set, else with that of its route.
 */
export function PageTitleProvider(props: { readonly routeTitle: string; readonly children: ReactNode }) {
  const { t } = useTranslation('common');
  const [pageTitle, setPageTitle] = useState<string | null>(null);
  const title = pageTitle ?? props.routeTitle;
  const product = t('product');
  useEffect(() => {
    document.title = title === '' ? product : `${isolateBidi(title)} · ${product}`;
  }, [title, product]);
  return (
    <SetPageTitle value={setPageTitle}>
      <CurrentTitle value={title}>{props.children}</CurrentTitle>
    </SetPageTitle>
  );
}

/** The title of the page on the screen. */
export function useCurrentTitle(): string {
  return useContext(CurrentTitle);
}

/** Sets the page's title where the route cannot know it: the name of an image, or an error. */
export function usePageTitle(title: string): void {
  const setPageTitle = useContext(SetPageTitle);
  useEffect(() => {
    setPageTitle(title);
    return () => setPageTitle(null);
  }, [title, setPageTitle]);
}
