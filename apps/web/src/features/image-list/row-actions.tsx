import { MoreOutlined } from '@ant-design/icons';
import type { Image } from '@console/image-model';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageActionButton, type ImageActions } from '../../resources/images/image-actions.tsx';
import styles from './image-list.module.css';

/** Loaded and mounted on the first click: the menu is 22 KiB of code, and 100 mounted menus slow the table down. */
const RowActionsMenu = lazy(() => import('./row-actions-menu.tsx'));

/** Number of actions with a button of their own; the others are in the menu. */
const buttonCount = 2;

/** The actions of one image: buttons for the first ones and a menu for the others. */
export function RowActions({ image, actions }: { readonly image: Image; readonly actions: ImageActions }) {
  const { t } = useTranslation('imageList');
  const [isMenuMounted, setMenuMounted] = useState(false);
  const menuActions = actions.offered.slice(buttonCount);
  const menuButton = (
    <button
      type="button"
      className={styles.menuButton}
      aria-label={t('moreActions')}
      aria-haspopup="menu"
      onClick={() => setMenuMounted(true)}
    >
      <MoreOutlined aria-hidden="true" />
    </button>
  );
  return (
    <span className={styles.rowActions}>
      {actions.offered.slice(0, buttonCount).map((action) => (
        <ImageActionButton
          key={action}
          variant="link"
          action={action}
          permission={actions.permission(action, image)}
          onClick={() => actions.run(action, [image])}
        />
      ))}
      {menuActions.length > 0 &&
        (isMenuMounted ? (
          <Suspense fallback={menuButton}>
            <RowActionsMenu image={image} actions={actions} menuActions={menuActions} />
          </Suspense>
        ) : (
          menuButton
        ))}
    </span>
  );
}
