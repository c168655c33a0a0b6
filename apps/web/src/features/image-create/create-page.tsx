import type { ProjectRef } from '@console/bff-contract';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../resources/session/session.ts';
import { PageHeader } from '../../shared/ui/index.ts';
import { CreateFormView } from './create-form.tsx';
import { NotAllowed } from './not-allowed.tsx';

/** The address `/compute/images/create`. */
export function ImageCreatePage(props: {
  /** `domain/project` where the policy lets the cloud administrator create. */
  readonly adminProject: string;
  /** Asks for the password over the page that stands. */
  readonly onSignInAgain: () => void;
  readonly onSwitchProject: (project: ProjectRef) => void;
}) {
  const { t } = useTranslation('imageCreate');
  const grant = useSession().actions['image.create'];
  return (
    <>
      <PageHeader title={t('title')} />
      {grant.allowed ? (
        <CreateFormView onSignInAgain={props.onSignInAgain} />
      ) : (
        <NotAllowed reason={grant.reason} adminProject={props.adminProject} onSwitchProject={props.onSwitchProject} />
      )}
    </>
  );
}
