import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { useCurrentTitle } from '../../shared/ui/index.ts';

/** Where the page lies: group, service, and the page's own title below it. */
export function Breadcrumb() {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  const title = useCurrentTitle();
  const inImages = pathname.startsWith(routes.images);
  const onList = pathname === routes.images;
  return (
    <nav className="crumbs" aria-label={t('crumbs')}>
      <ol>
        {inImages && <li>{t('compute')}</li>}
        {inImages && !onList && (
          <li>
            <Link to={routes.images}>{t('images')}</Link>
          </li>
        )}
        <li aria-current="page">{onList ? t('images') : title}</li>
      </ol>
    </nav>
  );
}
