import { LockOutlined } from '@ant-design/icons';
import type { DenialReason, ProjectRef } from '@console/bff-contract';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../resources/session/session.ts';
import { routes } from '../../shared/paths/index.ts';
import { EmptyState } from '../../shared/ui/index.ts';

/** Instead of the form where the policy refuses: why, and the way out of it. */
export function NotAllowed(props: {
  readonly reason: DenialReason;
  /** `domain/project` */
  readonly adminProject: string;
  readonly onSwitchProject: (project: ProjectRef) => void;
}) {
  const { t } = useTranslation('imageCreate');
  const { projects } = useSession();
  const project = props.adminProject;
  const target = projects.find(({ domain, name }) => `${domain}/${name}` === project);
  const back = <Link to={routes.images}>{t('denied.back')}</Link>;
  return (
    <EmptyState
      icon={<LockOutlined aria-hidden="true" />}
      title={t('denied.title')}
      hint={t(`denied.${props.reason}`, { project })}
      action={
        props.reason === 'administratorProjectOnly' && target !== undefined ? (
          <Button type="primary" onClick={() => props.onSwitchProject(target)}>
            {t('denied.switch', { project })}
          </Button>
        ) : (
          back
        )
      }
    />
  );
}
