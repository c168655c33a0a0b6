import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * The heading of a page with its actions. It takes the focus after a navigation inside the console, so that a screen reader
 * announces the page, unless the user has opened a popover (`data-keeps-focus`) while the page was loading.
 */
export function PageHeader(props: {
  readonly title: ReactNode;
  /** Right of the heading and smaller: a count, a status. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** Under the heading: an ID, a line of facts. */
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();
  const focusedPathname = useRef<string | null>(null);
  useEffect(() => {
    if (focusedPathname.current === pathname) return;
    focusedPathname.current = pathname;
    const isPopoverFocused = document.activeElement?.closest('[data-keeps-focus]') != null;
    // React Router's key is `default` for the location with which the page was loaded.
    if (key !== 'default' && !isPopoverFocused) heading.current?.focus({ preventScroll: true });
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
