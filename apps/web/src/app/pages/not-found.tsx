import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { EmptyState } from '../../shared/ui/index.ts';

/** Shown for an address that no route matches. */
export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      level={1}
      title={t('notFound.title')}
      hint={t('notFound.hint')}
      action={<Link to={routes.images}>{t('notFound.action')}</Link>}
    />
  );
}
