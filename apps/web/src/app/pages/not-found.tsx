import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { EmptyState, usePageTitle } from '../../shared/ui/index.ts';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  usePageTitle(t('notFound.title'));
  return (
    <EmptyState
      level={1}
      title={t('notFound.title')}
      hint={t('notFound.hint')}
      action={<Link to={routes.images}>{t('notFound.action')}</Link>}
    />
  );
}
