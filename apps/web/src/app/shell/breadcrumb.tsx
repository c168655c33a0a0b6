import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCurrentTitle } from '../../shared/ui/index.ts';
import { useRouteHandle } from '../route-handle.ts';

/** The levels above the page, from the handles of its routes, and the page's own title. */
export function Breadcrumb() {
  const { t } = useTranslation('shell');
  const { crumbs } = useRouteHandle();
  const title = useCurrentTitle();
  return (
    <nav className="breadcrumb" aria-label={t('crumbs')}>
      <ol>
        {crumbs.map(({ label, path }) => (
          <li key={label}>{path === undefined ? label : <Link to={path}>{label}</Link>}</li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}
