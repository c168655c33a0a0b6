import { type Image, imageAction } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { EmptyState, FailureAlert } from '../../shared/ui/index.ts';
import { AddMember } from './add-member.tsx';
import { MemberTable } from './member-table.tsx';
import styles from './share.module.css';
import { useProjectLabels } from './use-project-labels.ts';

/** The projects of a shared image, and for its owner the way to add one. */
export function Members({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageShare', 'image']);
  const session = useSession();
  const labels = useProjectLabels();
  const members = useMembers(session, image);
  const permission = imageAction('share', image, session);
  const isForeign = image.owner !== null && image.owner !== session.project?.id;

  if (members.data === undefined) {
    return members.error === null ? (
      <div className={styles.skeleton} role="status" aria-label={t('imageShare:loading')} />
    ) : (
      <FailureAlert error={members.error} onRetry={() => void members.refetch()} />
    );
  }
  return (
    <div className={styles.panel}>
      {isForeign && image.owner !== null && (
        <p>{t('imageShare:foreign', { project: labels.get(image.owner) ?? image.owner })}</p>
      )}
      {permission.kind === 'allowed' && (
        <AddMember image={image} labels={labels} members={members.data.map(({ projectId }) => projectId)} />
      )}
      {permission.kind === 'blocked' && !isForeign && (
        <p className={styles.quiet}>{t(`image:blocked.${permission.reason}`)}</p>
      )}
      {members.error !== null && <FailureAlert error={members.error} onRetry={() => void members.refetch()} />}
      {members.data.length === 0 ? (
        <EmptyState title={t('imageShare:none')} />
      ) : (
        <MemberTable image={image} members={members.data} labels={labels} mayRemove={permission.kind === 'allowed'} />
      )}
    </div>
  );
}
