import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { isolateBidi } from '../i18n/index.ts';

const ReadTitle = createContext('');
const WriteTitle = createContext<(title: string) => void>(() => undefined);

/** Holds the title of the page at hand, for the crumbs. */
export function PageTitleProvider(props: { readonly children: ReactNode }) {
  const [title, setTitle] = useState('');
  return (
    <WriteTitle value={setTitle}>
      <ReadTitle value={title}>{props.children}</ReadTitle>
    </WriteTitle>
  );
}

export function useCurrentTitle(): string {
  return useContext(ReadTitle);
}

/** Names the page: in the browser's tab and history, and as the last crumb. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('common');
  const write = useContext(WriteTitle);
  const product = t('product');
  useEffect(() => {
    document.title = `${isolateBidi(title)} · ${product}`;
    write(title);
  }, [title, product, write]);
}

/**
 * A page's heading, what stands beside it, and its actions. Takes the focus when one has come here by a link; not from a menu
 * (`data-keeps-focus`) that was opened while the page was on its way.
 */
export function PageHeader(props: {
  readonly title: ReactNode;
  /** Right of the heading, smaller: a count, a status. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** Under the heading: an ID, a line of facts. */
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();
  const arrived = useRef<string | null>(null);
  useEffect(() => {
    if (arrived.current === pathname) return;
    arrived.current = pathname;
    const isElsewhere = document.activeElement?.closest('[data-keeps-focus]') != null;
    if (key !== 'default' && !isElsewhere) heading.current?.focus({ preventScroll: true });
  }, [pathname, key]);
  return (
    <header className="page-header">
      <div className="page-header-line">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.beside !== undefined && <div className="page-header-beside">{props.beside}</div>}
        {props.actions !== undefined && <div className="page-header-actions">{props.actions}</div>}
      </div>
      {props.children}
    </header>
  );
}
