import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { useMedia } from '../../shared/theme/index.ts';
import { ChoiceMenus } from './choices.tsx';
import { Crumbs } from './crumbs.tsx';
import { Mark } from './mark.tsx';
import { ProductsMenu } from './products.tsx';
import { ScopeSelects } from './scope.tsx';
import { BarSheet } from './sheet.tsx';
import { UserMenu } from './user.tsx';
import './shell.css';

/** As wide as the style sheets take a phone to be. */
const PHONE = '(max-width: 640px)';

/** The frame of every page behind sign-in: the bar, and the page under it. */
export function Shell(props: { readonly tray: ReactNode; readonly children: ReactNode }) {
  const { t } = useTranslation(['shell', 'common']);
  const [phone] = useState(() => window.matchMedia(PHONE));
  const narrow = useMedia(phone);
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <header className="bar">
        <Link to={routes.images} className="bar-mark" aria-label={t('home')} title={t('common:product')}>
          <Mark />
        </Link>
        {!narrow && (
          <nav aria-label={t('products')}>
            <ProductsMenu />
          </nav>
        )}
        <Crumbs />
        <div className="bar-end">
          {!narrow && <ScopeSelects />}
          {props.tray}
          {narrow ? (
            <BarSheet />
          ) : (
            <>
              <ChoiceMenus />
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

/** While a page's code is on its way: its shape, quietly. */
export function PageSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className="page-skeleton" role="status" aria-label={t('loading')}>
      <div />
      <div />
      <div />
    </div>
  );
}
