import { LockOutlined } from '@ant-design/icons';
import type { DenialReason, ProjectRef } from '@console/bff-contract';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../resources/session/session.ts';
import { routes } from '../../shared/paths/index.ts';
import { EmptyState, PageHeader } from '../../shared/ui/index.ts';
import { CreateForm } from './create-form.tsx';

/** The page `/compute/images/create`. */
export function ImageCreatePage(props: {
  /** `domain/project` of the cloud administrator's project, which some policies require. */
  readonly adminProject: string;
  /** Opens the sign-in dialog above the page. */
  readonly onSignInAgain: () => void;
  readonly onSwitchProject: (project: ProjectRef) => void;
}) {
  const { t } = useTranslation('imageCreate');
  const grant = useSession().actions['image.create'];
  return (
    <>
      <PageHeader title={t('title')} />
      {grant.allowed ? (
        <CreateForm onSignInAgain={props.onSignInAgain} />
      ) : (
        <NotAllowed reason={grant.reason} adminProject={props.adminProject} onSwitchProject={props.onSwitchProject} />
      )}
    </>
  );
}

/** Shown instead of the form if the policy denies the action: the reason and, if possible, a button to switch projects. */
function NotAllowed(props: {
  readonly reason: DenialReason;
  readonly adminProject: string;
  readonly onSwitchProject: (project: ProjectRef) => void;
}) {
  const { t } = useTranslation('imageCreate');
  const { projects } = useSession();
  const { adminProject } = props;
  const target = projects.find(({ domain, name }) => `${domain}/${name}` === adminProject);
  return (
    <EmptyState
      icon={<LockOutlined aria-hidden="true" />}
      title={t('denied.title')}
      hint={t(`denied.${props.reason}`, { project: adminProject })}
      action={
        props.reason === 'administratorProjectOnly' && target !== undefined ? (
          <Button type="primary" onClick={() => props.onSwitchProject(target)}>
            {t('denied.switch', { project: adminProject })}
          </Button>
        ) : (
          <Link to={routes.images}>{t('denied.back')}</Link>
        )
      }
    />
  );
}
