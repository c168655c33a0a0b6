import { TeamOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionQuery, useSession } from '../../resources/session/session.ts';
import { useHttp } from '../../shared/http/index.ts';
import { EmptyState, usePageTitle } from '../../shared/ui/index.ts';

/** Shown to a user who is in no project: whom to ask, and a button that checks again. */
export function NoProjectPage() {
  const { t } = useTranslation('shell');
  const { user } = useSession();
  const queries = useQueryClient();
  const { queryKey } = sessionQuery(useHttp());
  usePageTitle(t('noProject.title'));
  return (
    <EmptyState
      level={1}
      icon={<TeamOutlined aria-hidden="true" />}
      title={t('noProject.title')}
      hint={t('noProject.hint', { name: user.name, domain: user.domain })}
      action={<Button onClick={() => void queries.invalidateQueries({ queryKey })}>{t('noProject.check')}</Button>}
    />
  );
}
