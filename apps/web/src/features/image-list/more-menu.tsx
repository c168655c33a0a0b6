import { MoreOutlined } from '@ant-design/icons';
import type { Image, ImageAction } from '@console/image-model';
import { Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/image/index.ts';
import styles from './list.module.css';

/** The actions of a row that have no word of their own in it; opens as it comes, and takes the focus of who asked. */
export default function MoreMenu(props: {
  readonly image: Image;
  readonly actions: ImageActions;
  readonly rest: readonly ImageAction[];
}) {
  const { t } = useTranslation(['imageList', 'image']);
  const { image, actions } = props;
  const [isOpen, setOpen] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const items = props.rest.map((action) => {
    const permission = actions.permission(action, image);
    return {
      key: action,
      label:
        permission.kind === 'allowed' ? (
          t(`image:action.${action}`)
        ) : (
          <>
            {t(`image:action.${action}`)}
            <span className={styles.reason}>{t(`image:blocked.${permission.reason}`)}</span>
          </>
        ),
      disabled: permission.kind === 'blocked',
      onClick: () => {
        // The item is gone with the menu: what the dialog gives the focus back to has to be the button.
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
        className={styles.more}
        aria-label={t('imageList:moreActions')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
      >
        <MoreOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  );
}
