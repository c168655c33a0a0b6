import { ShareAltOutlined } from '@ant-design/icons';
import { type Image, imageAction } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { useMembers } from '../../resources/members/members.ts';
import { useSession } from '../../resources/session/session.ts';
import { BlockedButton, EmptyState, FailureAlert, useConfirm } from '../../shared/ui/index.ts';
import { AddMemberForm } from './add-member-form.tsx';
import { MemberTable } from './member-table.tsx';
import styles from './share.module.css';
import { useMakeShared } from './share-mutations.ts';
import { useProjectLabels } from './use-project-labels.ts';

/** 共享: the members of a shared image, or the offer to make the image shared. */
export function SharingPanel({ image }: { readonly image: Image }) {
  return image.visibility === 'shared' ? <Members image={image} /> : <NotShared image={image} />;
}

/** The projects that an image is shared with. The owner can add one. */
function Members({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageShare', 'image']);
  const session = useSession();
  const projectLabels = useProjectLabels();
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
        <p>{t('imageShare:foreign', { project: projectLabels.get(image.owner) ?? image.owner })}</p>
      )}
      {permission.kind === 'allowed' && (
        <AddMemberForm image={image} labels={projectLabels} members={members.data.map(({ projectId }) => projectId)} />
      )}
      {permission.kind === 'blocked' && !isForeign && (
        <p className={styles.quiet}>{t(`image:blocked.${permission.reason}`)}</p>
      )}
      {members.error !== null && <FailureAlert error={members.error} onRetry={() => void members.refetch()} />}
      {members.data.length === 0 ? (
        <EmptyState title={t('imageShare:none')} />
      ) : (
        <MemberTable
          image={image}
          members={members.data}
          labels={projectLabels}
          mayRemove={permission.kind === 'allowed'}
        />
      )}
    </div>
  );
}

/** Glance keeps members only of images with visibility `shared`, so the panel offers to change the visibility. */
function NotShared({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageShare', 'image']);
  const session = useSession();
  const profile = useProfile();
  const imageLabels = useImageLabels();
  const confirm = useConfirm();
  const change = useMakeShared(image);
  if (image.visibility === 'shared') return null;

  const { visibility } = image;
  const title = t(`imageShare:notShared.${visibility}`);
  if (profile.fields.visibility.write === null) {
    return (
      <EmptyState icon={<ShareAltOutlined aria-hidden="true" />} title={title} hint={t('imageShare:notShared.fixed')} />
    );
  }
  const permission = imageAction('modify', image, session);
  const confirmChange = () =>
    confirm({
      title: t('imageShare:makeShared.title', { name: imageLabels.name(image) }),
      body: t(visibility === 'private' ? 'imageShare:makeShared.opens' : 'imageShare:makeShared.narrows'),
      action: t('imageShare:makeShared.action'),
      danger: visibility !== 'private',
      onConfirm: async () => void (await change.mutateAsync()),
    });
  return (
    <EmptyState
      icon={<ShareAltOutlined aria-hidden="true" />}
      title={title}
      hint={t('imageShare:notShared.hint')}
      action={
        permission.kind === 'blocked' ? (
          <BlockedButton
            className={styles.blocked}
            label={t('imageShare:makeShared.action')}
            reason={t(`image:blocked.${permission.reason}`)}
          />
        ) : (
          <Button onClick={confirmChange}>{t('imageShare:makeShared.action')}</Button>
        )
      }
    />
  );
}
