import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { useMediaQuery } from '../../shared/theme/index.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { Logo } from './logo.tsx';
import { MobileMenu } from './mobile-menu.tsx';
import { PreferenceMenus } from './preferences.tsx';
import { ProductsMenu } from './products-menu.tsx';
import { ScopeSelects } from './scope-selects.tsx';
import { UserMenu } from './user-menu.tsx';
import './shell.css';

/** The same width as in the style sheets' media queries. */
const phoneQuery = '(max-width: 640px)';

/** The frame of every page behind sign-in: the bar on top and the page below. */
export function Shell(props: { readonly tray: ReactNode; readonly children: ReactNode }) {
  const { t } = useTranslation(['shell', 'common']);
  const [mediaQuery] = useState(() => window.matchMedia(phoneQuery));
  const isPhone = useMediaQuery(mediaQuery);
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <header className="bar">
        <Link to={routes.images} className="bar-logo" aria-label={t('home')} title={t('common:product')}>
          <Logo />
        </Link>
        {!isPhone && (
          <nav aria-label={t('products')}>
            <ProductsMenu />
          </nav>
        )}
        <Breadcrumb />
        <div className="bar-end">
          {!isPhone && <ScopeSelects variant="plain" />}
          {props.tray}
          {isPhone ? (
            <MobileMenu />
          ) : (
            <>
              <PreferenceMenus />
              <UserMenu />
            </>
          )}
        </div>
      </header>
      <main id="main" className="content" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>{props.children}</Suspense>
      </main>
    </>
  );
}

/** Placeholder of a page whose code or data is loading. */
function PageSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className="page-skeleton" role="status" aria-label={t('loading')}>
      <div />
      <div />
      <div />
    </div>
  );
}
