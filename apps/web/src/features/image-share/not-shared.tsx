import { ShareAltOutlined } from '@ant-design/icons';
import { type Image, imageAction } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useImageWords, useProfile } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { BlockedButton, EmptyState, useConfirm } from '../../shared/ui/index.ts';
import styles from './share.module.css';
import { useMakeShared } from './use-change-members.ts';
import { useTold } from './use-told.ts';

/** Glance keeps members only for images of visibility `shared`: says so, and offers the change. */
export function NotShared({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageShare', 'image']);
  const session = useSession();
  const profile = useProfile();
  const words = useImageWords();
  const confirm = useConfirm();
  const told = useTold();
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
  const ask = () =>
    confirm({
      title: t('imageShare:makeShared.title', { name: words.name(image) }),
      body: t(visibility === 'private' ? 'imageShare:makeShared.opens' : 'imageShare:makeShared.narrows'),
      action: t('imageShare:makeShared.action'),
      danger: visibility !== 'private',
      onConfirm: () => told(() => change.mutateAsync()),
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
          <Button onClick={ask}>{t('imageShare:makeShared.action')}</Button>
        )
      }
    />
  );
}
