import { MoreOutlined } from '@ant-design/icons';
import type { Image, ImageAction } from '@console/image-model';
import { Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/images/image-actions.tsx';
import styles from './image-list.module.css';

/** The menu of a row. It replaces the button that loaded it, so it opens and takes the focus when it is mounted. */
export default function RowActionsMenu(props: {
  readonly image: Image;
  readonly actions: ImageActions;
  readonly menuActions: readonly ImageAction[];
}) {
  const { t } = useTranslation(['imageList', 'image']);
  const { image, actions } = props;
  const [isOpen, setOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const items = props.menuActions.map((action) => {
    const permission = actions.permission(action, image);
    return {
      key: action,
      label:
        permission.kind === 'allowed' ? (
          t(`image:action.${action}`)
        ) : (
          <>
            {t(`image:action.${action}`)}
            <span className={styles.blockReason}>{t(`image:blocked.${permission.reason}`)}</span>
          </>
        ),
      disabled: permission.kind === 'blocked',
      onClick: () => {
        // A dialog returns the focus to the element that had it. The menu item is unmounted by then, the button is not.
        button.current?.focus();
        actions.run(action, [image]);
      },
    };
  });
  return (
    <Dropdown trigger={['click']} autoFocus open={isOpen} onOpenChange={setOpen} menu={{ items }}>
      <button
        ref={button}
        type="button"
        className={styles.menuButton}
        aria-label={t('imageList:moreActions')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
      >
        <MoreOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  );
}
